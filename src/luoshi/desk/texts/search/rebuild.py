"""The index made anew, for when ``luoshi check`` says that it does not agree with the documents.

    python -m luoshi.desk.texts.search.rebuild

Broken off, the next start goes on with what is missing only when it is called with ``--missing``.
"""

from __future__ import annotations

import argparse
import sys

__all__ = ["main", "rebuild"]


def rebuild(*, missing: bool = False) -> int:
    """Index every document, or those that search does not know; how many. What an officer said of issuers is kept."""
    from django.db import connection, transaction

    from luoshi.desk.texts.models import Document, Entry
    from luoshi.desk.texts.search.engine import engine
    from luoshi.desk.texts.search.indexing import fill

    said = dict(Entry.objects.filter(issuer_by_hand=True).values_list("pk", "issuer"))
    if not missing:
        with transaction.atomic(), connection.cursor() as cursor:
            engine().drop(cursor)
            engine().create(cursor)
            Entry.objects.all().delete()
    done = fill(Document, Entry)
    for key, issuer in said.items():
        Entry.objects.filter(pk=key).update(issuer=issuer, issuer_by_hand=True)
    return done


def main(arguments: list[str] | None = None) -> int:
    """On the database of ``LUOSHI_HOME`` (or ``DATABASE_URL``)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missing", action="store_true", help="only documents that search does not know")
    options = parser.parse_args(arguments)
    from luoshi.desk.start import start

    start(None)
    print(f"{rebuild(missing=options.missing)} documents indexed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
