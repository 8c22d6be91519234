"""Why a file was refused, in the language of the page: the reader speaks English, its sentences are known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["told"]

_PATTERNS: Sequence[tuple[str, str]] = (
    (r"the file is empty", gettext_noop("The file is empty.")),
    (r"(?:the file holds no text|the pages are images and carry no text)", gettext_noop("The file holds no text.")),
    (r"give the file that holds the document", gettext_noop("Give the file that holds the document.")),
    (r"this is binary data.*", gettext_noop("This is binary data, not a text.")),
    (r"this is (?P<what>.+), which is not read", gettext_noop("This kind of file is not read: %(what)s.")),
    (r"this may be a ZIP bomb.*", gettext_noop("The file unfolds to far more than its size: it may be a bomb.")),
    (r".*(?:surrogate).*", gettext_noop("The text holds half of a character.")),
    (
        r".*(?:truncated|damaged|not well-formed|cannot be parsed|unusual way).*",
        gettext_noop("The file is damaged or cut off."),
    ),
    (r".*encrypted.*", gettext_noop("The file is encrypted.")),
    (r".*(?:too many|too large|the PDF has|the page has).*", gettext_noop("The file is too large to be read.")),
    (r"the text looks like (?P<what>\S+?), .*", gettext_noop("The text is in another encoding: %(what)s.")),
    (
        r"the text is in (?:UTF-32|no known encoding).*",
        gettext_noop("The text cannot be decoded: it is no text, or in another encoding."),
    ),
    (r"the fonts of the PDF.*", gettext_noop("The PDF does not say which characters it shows.")),
    (r"(?:convert it: iconv|save the (?:file|text) again as UTF-8).*", gettext_noop("Save the file again as UTF-8.")),
    (r"copy or download .*", gettext_noop("Copy or download the whole file again.")),
    (
        r"(?:if you trust the file|open it and save|save it again as|open it in a).*",
        gettext_noop("Open it and save it again as .docx, PDF or text."),
    ),
    (r"run text recognition \(OCR\) first.*", gettext_noop("Run text recognition (OCR) first, or give the text.")),
    (r"unpack it and give the document in it", gettext_noop("Unpack it and give the document in it.")),
    (r"give the document.*", gettext_noop("Give the document itself as text, HTML, DOCX or PDF.")),
    (r"save it without a password.*|open it with its password.*", gettext_noop("Save it without a password.")),
    (r".*split the document.*", gettext_noop("Split the document, or save its text alone.")),
)
_COMPILED = tuple((re.compile(pattern, re.DOTALL), message) for pattern, message in _PATTERNS)


def told(sentence: str) -> str:
    """The sentence translated, or as it is where it is not known."""
    for pattern, message in _COMPILED:
        if found := pattern.fullmatch(sentence):
            return _(message) % {key: value or "" for key, value in found.groupdict().items()}
    return sentence
