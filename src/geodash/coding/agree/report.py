"""The agreement of two codings as Markdown, and as tables of CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from geodash.coding.agree.compare import NOT_CODED, Comparison
from geodash.coding.agree.fields import Figure, differing
from geodash.domain.kinds import AnyKind, ordered
from geodash.domain.model import Collection
from geodash.exchange.cells import csv_text
from geodash.exchange.formula import guard
from geodash.words.coding import RELATIONS
from geodash.words.kinds import kind_label
from geodash.words.lists import listed
from geodash.words.names import article_names
from geodash.words.numbers import number_of

NOTHING = "–"
HOW = (
    "Events are paired by the words that tell them, then by type, actors and days; each is in one pair at most. "
    "*Same* is the share of pairs with equal values. κ is Cohen’s (1960), agreement beyond chance; for how near "
    "place and date are known it is weighted by steps (linear weights, Cohen 1968). Its interval of 95 % is that of "
    "Fleiss, Cohen and Everitt (1969). *In common* is the mean share of a list’s names that both have. κ says "
    "nothing where both used one value only."
)


def markdown(found: Comparison, collection: Collection) -> list[str]:
    """The whole report; ``collection`` names the articles."""
    mine, theirs = map(_escaped, found.names)
    titles = article_names(collection.articles)
    lines = [f"# Agreement of {mine} and {theirs}", "", *summary(found), ""]
    lines += [f"- {_escaped(titles[i])}" for i in found.articles]
    lines += ["", "## By field", ""]
    lines += _table(
        ("field", "n", "same", "κ", "95 %", "in common", "counted as"),
        [figure_row(f) for f in found.figures],
    )
    lines += ["", HOW, "", "## Kinds", "", f"Rows: {mine}. Columns: {theirs}.", ""]
    lines += _table(*confusion_table(found))
    for whose, alone in ((mine, found.only_one), (theirs, found.only_other)):
        if alone:
            lines += ["", f"## Only {whose} coded", ""]
            lines += [
                f"- {_escaped(c.event.title)} (`{_escaped(c.event.event_id)}`)" for c in alone
            ]
    lines += _links(found)
    apart = [p for p in found.pairs if differing(p)]
    if apart:
        lines += ["", "## Coded differently", ""]
        rows = [
            (p.one.event.title, f.label, f.value(p.one), f.value(p.other))
            for p in apart
            for f in differing(p)
        ]
        lines += _table(("event", "field", *found.names), rows)
    return lines


def _links(found: Comparison) -> list[str]:
    """The links that only one of the two made."""
    titles = {c.event.event_id: c.event.title for p in found.pairs for c in (p.one, p.other)}
    lines: list[str] = []
    for whose, links in zip(
        found.names, (found.links.only_one, found.links.only_other), strict=True
    ):
        if links:
            lines += ["", f"## Links that only {_escaped(whose)} made", ""]
            lines += [
                f"- {_escaped(titles[k.from_event])} – {RELATIONS[k.relation][0]} – {_escaped(titles[k.to_event])}"
                for k in links
            ]
    return lines


def summary(found: Comparison) -> list[str]:
    """What comes first, in sentences."""
    mine, theirs = found.names
    if not sum(found.counts):
        return [f"There is no event to compare in {number_of(len(found.articles), 'article')}."]
    share = found.found_by_both
    lines = [
        f"In {number_of(len(found.articles), 'article')} {mine} has {number_of(found.counts[0], 'event')}, "
        f"{theirs} {found.counts[1]}. {len(found.pairs)} of them are the same ({share:.0%}); "
        f"{len(found.only_one)} only {mine} has, {len(found.only_other)} only {theirs}."
    ]
    if found.words is not None:
        lines.append(f"Of the words that tell an event both chose {found.words:.0%}.")
    links = found.links
    if links.share is not None:
        lines.append(
            f"Of {number_of(links.either, 'link')} between events that both coded, both made {links.both} ({links.share:.0%})."
        )
    if left := sum(found.left_out):
        are = "is" if left == 1 else "are"
        lines.append(
            f"{number_of(left, 'event')} {are} left out: also told in articles that are not compared."
        )
    return lines


def confused(found: Comparison) -> list[str]:
    """The kinds most often taken for one another, a line each."""
    known = {kind.value: kind for kind in found.kinds}
    together: dict[tuple[AnyKind, ...], int] = {}
    for (a, b), n in found.confusions.items():
        if a != b and NOT_CODED not in (a, b):
            pair = tuple(ordered((known[a], known[b])))
            together[pair] = together.get(pair, 0) + n
    ranked = sorted(together.items(), key=lambda at: (-at[1], *(kind.order for kind in at[0])))
    return [
        f"{listed(f'“{kind_label(k)}”' for k in kinds)}: {number_of(n, 'time')}"
        for kinds, n in ranked
    ]


def confusion_table(found: Comparison) -> tuple[Sequence[str], list[Sequence[str]]]:
    """Head and rows: the one's kinds down, the other's across, and last what a side has not coded."""
    ways: list[tuple[str, str]] = [(k.value, kind_label(k)) for k in found.kinds]
    ways.append((NOT_CODED, "not coded"))
    head = ["", *(label for _, label in ways)]
    rows: list[Sequence[str]] = [
        [label, *(_count(found.confusions.get((a, b), 0)) for b, _ in ways)] for a, label in ways
    ]
    return head, rows


def _count(n: int) -> str:
    return str(n) if n else "·"


def figure_row(figure: Figure) -> Sequence[str]:
    """Field, n, same, κ, its interval, in common, which κ; as the report has them."""
    k = figure.kappa
    return (
        figure.field.label,
        str(k.n),
        f"{k.same:.0%}" if k.n else NOTHING,
        NOTHING if k.kappa is None else f"{k.kappa:.2f}",
        NOTHING if k.low is None or k.high is None else f"{k.low:.2f} to {k.high:.2f}",
        NOTHING if figure.likeness is None else f"{figure.likeness:.0%}",
        figure.field.variant,
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [
        f"| {' | '.join(map(_escaped, head))} |",
        f"|{'---|' * len(head)}",
        *(f"| {' | '.join(map(_escaped, row))} |" for row in rows),
    ]


def _escaped(text: str) -> str:
    """A stranger's text in Markdown: on one line, nothing of it a sign of the language."""
    plain = " ".join(text.split())
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in plain)


def figures_csv(found: Comparison) -> str:
    """A row for each field, one for the words in common, and one for the links: all that either made, and what both did."""
    rows: list[Sequence[object]] = [
        (
            f.field.name,
            f.kappa.n,
            _number(f.kappa.same),
            *map(_number, (f.kappa.kappa, f.kappa.low, f.kappa.high, f.likeness)),
            f.field.variant,
        )
        for f in found.figures
    ]
    rows.append(("words", len(found.pairs), "", "", "", "", _number(found.words), ""))
    links = found.links
    rows.append(("links", links.either, "", "", "", "", _number(links.share), ""))
    head = ("field", "n", "same", "kappa", "kappa_low", "kappa_high", "in_common", "counted_as")
    return _csv(head, rows)


def pairs_csv(found: Comparison) -> str:
    """A row for each event of either: its pair with what speaks for it, or none."""
    head = ("event_id", "other_event", "title", "other_title", "words", "evidence", "differs_in")
    rows: list[Sequence[object]] = [
        (
            p.one.event.event_id,
            p.other.event.event_id,
            p.one.event.title,
            p.other.event.title,
            _number(p.evidence.words),
            "; ".join(p.evidence.reasons),
            "; ".join(f.name for f in differing(p)),
        )
        for p in found.pairs
    ]
    rows += [(c.event.event_id, "", c.event.title, "", "", "", "") for c in found.only_one]
    rows += [("", c.event.event_id, "", c.event.title, "", "", "") for c in found.only_other]
    return _csv(head, rows)


def confusions_csv(found: Comparison) -> str:
    """How often the one's kind met the other's; blank: not coded."""
    rows = [(a, b, n) for (a, b), n in sorted(found.confusions.items())]
    return _csv(("kind", "other_kind", "events"), rows)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    return csv_text(head, ([guard(str(cell)) for cell in row] for row in rows), "\n")


#: What the command writes, by name.
FORMS: Mapping[str, Callable[[Comparison, Collection], str]] = {
    "md": lambda found, collection: "\n".join(markdown(found, collection)) + "\n",
    "csv": lambda found, _: figures_csv(found),
    "pairs": lambda found, _: pairs_csv(found),
    "confusions": lambda found, _: confusions_csv(found),
}
