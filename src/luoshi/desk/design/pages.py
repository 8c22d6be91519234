"""The living page: every component in every state, with the very tags that the other pages use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoshi.desk.design import samples
from luoshi.desk.design.tables import table_response

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

__all__ = ["components"]


@require_GET
def components(request: HttpRequest) -> HttpResponseBase:
    """Every component of the design system."""
    return table_response(
        request,
        table_class=samples.SampleTable,
        queryset=samples.matters(),
        template="design/components.html",
        context={"title": _("Design system"), "synthetic": True, **samples.context()},
        export_name=_("Sample matters"),
        as_of=samples.DAY,
        source=_("Invented for this page"),
    )
