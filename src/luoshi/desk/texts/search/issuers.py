"""Who issued a document, as its title says."""

from __future__ import annotations

import re

__all__ = ["issuer_of"]

_BODY = (
    r"(?:人民政府(?:办公厅|办公室)?|国务院(?:办公厅)?|工业和信息化(?:部|厅|局|委员会)|经济和信息化(?:委员会|厅|局|委)|"
    r"委员会|办公厅|办公室|管理局|总局|[部厅局署]|(?:省|市|区|州|县)委)"
)
_ISSUED = re.compile(
    rf"([\u4e00-\u9fff]{{0,16}}?{_BODY})(?=党组|办公厅|召开|举行|举办|组织|印发|发布|关于|在|学习|部署|传达|工作会议)"
)
_PLACE = re.compile(r"([\u4e00-\u9fff]{2,8}?(?:省|自治区|自治州|市))(?=.{0,30}会)")
_LONGEST = 100


def issuer_of(title: str) -> str:
    """The body that the (folded) title names as acting, else the place whose meeting it is; empty where neither is."""
    found = _ISSUED.search(title) or _PLACE.match(title)
    return found[1][:_LONGEST] if found else ""
