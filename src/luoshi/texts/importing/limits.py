"""How much of a file Luoshi is willing to read, in one place.

Every file is hostile until it is read: a page of 1 KB can unfold into gigabytes. The numbers are far above any
official document (the longest work report has 60,000 characters) and far below what hurts an office PC.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LIMITS", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds; a file beyond one of them is refused. Sizes are bytes (1 MB = 1,000,000), counts are counts.

    ``docx_ratio`` is unpacked over packed size, tested for parts above ``docx_ratio_from`` bytes; both values are
    those of Apache POI (``ZipSecureFile``: minimum inflate ratio 0.01, grace size 100 KB). The time of the HTML parser
    grows with elements times depth; browsers stop at a depth of 512.
    """

    file_bytes: int = 20_000_000
    characters: int = 5_000_000
    html_elements: int = 1_000_000
    html_depth: int = 2_000
    docx_entries: int = 2_000
    docx_total_bytes: int = 200_000_000
    docx_part_bytes: int = 32_000_000
    docx_ratio: int = 100
    docx_ratio_from: int = 100_000
    docx_elements: int = 2_000_000
    pdf_pages: int = 2_000
    pdf_stream_bytes: int = 100_000_000


LIMITS = Limits()
"""The limits that hold."""
