"""The jobs of editions: a comparison too large for a page, and the sentences of a saved series from one to the next."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from luoshi.desk.ground.errors import Refused
from luoshi.desk.jobs.tasks import task
from luoshi.desk.texts.editions import selectors, services
from luoshi.desk.texts.editions.computing import compared
from luoshi.desk.texts.editions.days import age_of, day_of
from luoshi.desk.texts.models import Document, Series
from luoshi.texts.editions import comparison_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.desk.jobs.tasks import JobContext

__all__ = ["compare_documents", "follow_series"]


@task("texts.compare")
def compare_documents(context: JobContext, documents: Sequence[int], *, anyway: bool = False) -> None:
    """Compare two documents and keep the answer."""
    held = Document.objects.in_bulk(list(documents))
    pair = [held[key] for key in documents if key in held]
    if len(pair) < 2:
        context.finish({"refused": "gone"})
        return
    context.progress(0, 2)
    try:
        body = comparison_json(compared(pair, anyway=anyway))
    except Refused as fault:
        context.finish({"refused": fault.what})
        return
    context.progress(1, 2)
    with context.completing():
        services.keep_comparison(key=selectors.key_of("pair", pair, anyway=anyway), body=body)
        context.result = {"documents": list(documents), "changes": len(body["changes"])}


@task("texts.follow")
def follow_series(context: JobContext, series: int) -> None:
    """Note what each edition of a series did to the sentences of the one before it. Goes on where it stopped."""
    found = Series.objects.filter(pk=series).first()
    rows = sorted(found.documents.order_by(), key=age_of) if found else []
    pairs = [(one, other) for one, other in pairwise(rows) if day_of(one) and day_of(other)]
    first = int(context.saved or 0)
    left_out = 0
    for at, pair in enumerate(pairs):
        context.progress(at, len(pairs), pair[1].title)
        if at < first:
            continue
        try:
            services.note_fates(old=pair[0], new=pair[1], comparison=comparison_json(compared(pair)))
        except Refused:
            left_out += 1
        context.checkpoint(at + 1)
    context.progress(len(pairs), len(pairs))
    context.finish({"pairs": len(pairs), "left_out": left_out})
