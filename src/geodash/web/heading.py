"""What is said of a collection in a line: in the head of the page, in citations, in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geodash.collection.read.folder import coding_of
from geodash.domain.model import Collection
from geodash.domain.wholes import events_and_rows
from geodash.words.days import years
from geodash.words.numbers import spelled
from geodash.words.wholes import in_rows

Json = dict[str, Any]


def heading(collection: Collection) -> Json:
    """Title, publisher (where there is one only), subtitle, extent, counts, version; a second coding says whose it is."""
    articles = collection.articles.values()
    publishers = sorted({a.publisher for a in articles if a.publisher})
    who = publishers[0] if len(publishers) == 1 else collection.title
    count, span = spelled(len(articles), "article"), _years(collection)
    coder = coding_of(Path(collection.path))
    title = f"{collection.title}, coded by {coder}" if coder else collection.title
    extent = f"{count}, {span}" if span else count
    whole = [f"coded by {coder}" if coder else "", extent]
    return {
        "title": title,
        "publisher": publishers[0] if len(publishers) == 1 else "",
        "subtitle": " · ".join(filter(None, [who, *whole])),
        "extent": extent,
        "articles": len(articles),
        "events": len(collection.events),
        "version": collection.version,
    }


def summary(collection: Collection) -> str:
    """One line for the terminal."""
    events = in_rows(*events_and_rows(collection), spelled)
    line = f"{collection.title}: {events} from {spelled(len(collection.articles), 'article')}"
    errors = sum(p.severity == "error" for p in collection.problems)
    if errors:
        line += f"; {spelled(errors, 'error')} in the data (geodash check shows them)"
    return line


def _years(collection: Collection) -> str:
    """``2022`` or ``2020–2022``: when the articles were published."""
    days = [(a.published_earliest, a.published_latest) for a in collection.articles.values()]
    found = sorted(day.year for window in days for day in window if day)
    return years(found[0], found[-1]) if found else ""
