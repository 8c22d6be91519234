"""Sphinx: furo, MyST, Chinese search. The pages ask nothing of the outside: no fonts, no scripts from elsewhere."""

from __future__ import annotations

from typing import Any

import jieba

from luoshi import __version__

project = "Luoshi 落實"
author = "The Luoshi authors"
copyright = "2026, the Luoshi authors"
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}

language = "en"
html_theme = "furo"
html_title = f"Luoshi 落實 {__version__}"
html_search_language = "zh"
jieba.setLogLevel("WARNING")
html_show_sourcelink = False
html_copy_source = False

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

autodoc_default_options = {"members": True, "undoc-members": True, "member-order": "bysource"}
autodoc_typehints = "signature"


def literal_drawings(*event: Any) -> None:
    """Keep the indented drawings of docstrings (the tree of errors) as they are drawn."""
    lines: list[str] = event[-1]
    for i in range(len(lines) - 1, 0, -1):
        before = next((line for line in reversed(lines[:i]) if line.strip()), "")
        opens = lines[i].startswith("    ") and not lines[i - 1].strip() and not before.startswith("    ")
        if opens and not before.endswith("::"):
            lines[i:i] = ["::", ""]


def setup(app: Any) -> None:
    """Sphinx calls this once."""
    app.connect("autodoc-process-docstring", literal_drawings)
