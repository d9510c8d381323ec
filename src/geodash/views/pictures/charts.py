"""The charts of Analyse as pictures, drawn from the same answers that the page draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from geodash.domain.kinds import KINDS, AnyKind, Kinds, ordered
from geodash.views.palette import ACCENT, HAIRLINE, INK, PAPER, SECOND
from geodash.views.pictures.legend import Sign, rows
from geodash.views.pictures.sheet import Caption, sheet
from geodash.views.pictures.text import Face, line, wrapped
from geodash.views.still.marks import shape
from geodash.views.still.words import number
from geodash.views.symbols import QUOTE_PATH, QUOTE_RADIUS, symbol_of
from geodash.words.days import day
from geodash.words.kinds import kind_label
from geodash.words.numbers import number_of
from geodash.words.says import EITHER

Json = Mapping[str, Any]
#: Units across, and those that the names of rows take of it.
WIDTH, _NAMES = 1040.0, 330.0
_LABEL = Face(14.5)
_VALUE = Face(14.5, weight=600)
_TICK = Face(12.5, color=SECOND)
_BAR, _STEP = 22.0, 34.0
_HIGH, _ROW = 54.0, 78.0
#: Pairs in a picture; of more, the rest is counted.
_MOST_PAIRS = 25
#: What one side alone tells, on a bar.
_BADGE = (
    f'<circle r="7.5" fill="{PAPER}" stroke="{INK}" stroke-width="1.1"/>'
    f'<path d="{QUOTE_PATH}" transform="scale({7 / QUOTE_RADIUS:.2f})" fill="{INK}"/>'
)
_TITLES = {
    "pairs": "Who is said to have acted, and on whom",
    "time": "Over time",
    "kinds": "By kind",
}
_ACTED = "Who is said to have acted, and on whom: it says neither who did nor who was right."


def chart(name: str, answer: Json, caption: Caption, kinds: Kinds = KINDS) -> str:
    """One of :data:`CHARTS` as an SVG; ``answer`` is what Analyse answers (``views/analysis``).

    Raises ``KeyError`` for another name.
    """
    draw = CHARTS[name]
    words = f"{caption.title}: {caption.words}"
    return draw(answer, replace(caption, title=_TITLES[name], words=words), kinds)


def _pairs(answer: Json, caption: Caption, kinds: Kinds) -> str:
    """A row for each pair, a stretch for each kind, those of one side's accounts with a badge."""
    rows_ = [r for r in answer.get("pairs", {}).get("rows", ()) if r["total"]["n"]]
    found, rest = rows_[:_MOST_PAIRS], len(rows_[_MOST_PAIRS:])
    bars = []
    for row in found:
        parts = []
        for kind in kinds:
            told = row["one_sided"].get(kind.value, {"n": 0})["n"]
            whole = row["kinds"].get(kind.value, {"n": 0})["n"]
            parts += [(kind, n, side) for n, side in ((whole - told, False), (told, True)) if n]
        bars.append((f"{row['from']} to {row['to']}", row["total"]["n"], parts))
    more = answer.get("pairs", {}).get("more", 0) + rest
    notes = [_ACTED, "An event between several parties counts for each pair."]
    notes += [f"{number_of(more, 'more pair')} with fewer events not shown."] if more else []
    return _bars(bars, caption, " ".join(notes))


def _kinds(answer: Json, caption: Caption, kinds: Kinds) -> str:
    """A bar for each kind, one side's accounts apart."""
    bars = []
    for kind in kinds:
        ours = [r for r in answer.get("rows", ()) if r["kind"] == kind.value]
        told = sum(bool(r["one_sided"]) for r in ours)
        parts = [(kind, n, side) for n, side in ((len(ours) - told, False), (told, True)) if n]
        if parts:
            bars.append((kind_label(kind), len(ours), parts))
    return _bars(bars, caption, marked=True)


Bar = tuple[str, int, list[tuple[AnyKind, int, bool]]]


def _bars(bars: Sequence[Bar], caption: Caption, note: str = "", *, marked: bool = False) -> str:
    """Bars below each other; ``marked``: each is of one kind, whose mark stands at its name."""
    most = max((n for _, n, _ in bars), default=1)
    step = _ticks_step(most)
    scale = (WIDTH - _NAMES - 46) / most
    parts, y = [], 26.0
    bottom = 26.0 + sum(_row_height(name) for name, _, _ in bars)
    for n in range(0, most + 1, step):
        x = _NAMES + n * scale
        parts.append(_rule(x, 20, x, bottom))
        parts.append(line(x, 13, f"{n:,}", _TICK, "middle"))
    for name, total, stretches in bars:
        high = _row_height(name)
        parts.append(_bar(name, total, stretches, y + high / 2, scale))
        if marked:
            parts.append(_mark(stretches[0][0], y + high / 2))
        y += high
    shown = {k for _, _, s in bars for k, _, _ in s}
    signs = [] if marked else [(shape(k), kind_label(k)) for k in ordered(shown)]
    if any(side for _, _, s in bars for _, _, side in s):
        signs.append((_BADGE, EITHER))
    return _done(caption, parts, bottom + 6, signs, note)


def _mark(kind: AnyKind, y: float) -> str:
    return f'<g transform="translate({number(_NAMES - 22)} {number(y)})">{shape(kind)}</g>'


def _row_height(name: str) -> float:
    return max(_STEP, 14 + 18.0 * len(wrapped(name, _LABEL, _NAMES - 16)))


def _bar(
    name: str, total: int, stretches: Sequence[tuple[AnyKind, int, bool]], y: float, scale: float
) -> str:
    words = wrapped(name, _LABEL, _NAMES - 16)
    parts = [
        line(0, y + 5 + 18 * (i - (len(words) - 1) / 2), text, _LABEL)
        for i, text in enumerate(words)
    ]
    x = _NAMES
    for kind, n, side in stretches:
        wide = n * scale
        parts.append(
            f'<rect x="{number(x)}" y="{number(y - _BAR / 2)}" width="{number(wide)}" '
            f'height="{_BAR:g}" fill="{symbol_of(kind).color}" stroke="{PAPER}" stroke-width="1.2"/>'
        )
        if side and wide >= 16:
            parts.append(
                f'<g transform="translate({number(x + wide / 2)} {number(y)})">{_BADGE}</g>'
            )
        x += wide
    parts.append(line(x + 8, y + 5, f"{total:,}", _VALUE))
    return "".join(parts)


def _time(answer: Json, caption: Caption, kinds: Kinds) -> str:
    """A strip of bars a row, all on one scale, and above them when the articles were published."""
    series = answer.get("series", {})
    found, spans = series.get("rows", []), series.get("bars", [])
    most = max((n for row in found for n in row["shares"]), default=0) or 1
    by_kind = series.get("by") == "kind"
    top = 40.0
    bottom = top + len(found) * _ROW
    left, across = _NAMES, WIDTH - _NAMES - 34
    parts = [_published(answer, spans, left, across, bottom)] if spans else []
    for i, row in enumerate(found):
        base = top + (i + 1) * _ROW - 8
        parts.append(
            _strip(row, kinds.kind(row["value"]) if by_kind else None, base, most, (left, across))
        )
    parts.append(_axis(spans, left, across, bottom))
    unit = f"Bars: events a {series['unit']}" if series.get("unit") else "Bars: events"
    note = f"{unit}, the same scale for all; dates that are uncertain are spread evenly."
    if not series.get("adds_up", True):
        note += " An event with several of them counts for each."
    if n := answer.get("undated", {}).get("n"):
        note += f" {number_of(n, 'event')} without a date not shown."
    return _done(caption, parts, bottom + 26, [], note)


def _strip(
    row: Json, kind: AnyKind | None, base: float, most: float, place: tuple[float, float]
) -> str:
    left, across = place
    step = across / max(1, len(row["shares"]))
    color = symbol_of(kind).color if kind else ACCENT
    words = wrapped(f"{row['label']}", _LABEL, _NAMES - 100)
    parts = [_rule(left, base, left + across, base)]
    top = base - 16 - 9 * (len(words[:3]) - 1)
    parts += [line(0, top + 18 * i, text, _LABEL) for i, text in enumerate(words[:3])]
    parts.append(line(_NAMES - 44, base - 16, f"{row['count']:,}", _VALUE, "end"))
    parts += [_mark(kind, base - 21)] if kind else []
    highest = max(row["shares"], default=0)
    for i, n in enumerate(row["shares"]):
        if not n:
            continue
        high = n / most * _HIGH
        x = left + i * step
        parts.append(
            f'<rect x="{number(x + step * 0.08)}" y="{number(base - high)}" '
            f'width="{number(step * 0.84)}" height="{number(max(high, 1))}" fill="{color}" '
            f'stroke="{INK}" stroke-width=".6"/>'
        )
        if n == highest:
            text = f"{n:g}" if n == int(n) else f"{n:.1f}"
            parts.append(line(x + step / 2, base - high - 4, text, _TICK, "middle"))
            highest = -1
    return "".join(parts)


def _published(
    answer: Json, spans: Sequence[Json], left: float, across: float, bottom: float
) -> str:
    """When the articles appeared: a peak of articles is no peak of events."""
    place = _scale(spans, left, across)
    parts = [line(_NAMES - 14, 17, "articles published", _TICK, "end")]
    parts.append(_rule(left, 20, left + across, 20))
    for article in answer.get("coverage", ()):
        if not (article["from"] and article["to"]):
            continue
        start, end = place(article["from"]), place(article["to"], 1)
        if end < left or start > left + across:
            continue
        start, end = max(left, start), min(left + across, max(end, start + 3))
        parts.append(
            f'<rect x="{number(start)}" y="10" width="{number(end - start)}" height="7" '
            f'fill="{SECOND}" fill-opacity=".55"/>'
        )
    return "".join(parts)


def _scale(spans: Sequence[Json], left: float, across: float) -> Callable[..., float]:
    first = date.fromisoformat(spans[0]["from"]).toordinal()
    last = date.fromisoformat(spans[-1]["to"]).toordinal() + 1

    def place(iso: str, more: int = 0) -> float:
        return left + (date.fromisoformat(iso).toordinal() + more - first) / (last - first) * across

    return place


def _axis(spans: Sequence[Json], left: float, across: float, y: float) -> str:
    """First and last day, and as many beginnings of bars between them as have room."""
    if not spans:
        return line(left, y + 16, "No dated event.", _TICK)
    step, parts, free = across / len(spans), [], left
    for i, span in enumerate(spans):
        text = day(date.fromisoformat(span["from"]), short=True)
        wide = _TICK.wide(text)
        x = left + i * step
        if x < free or x + wide > left + across:
            continue
        parts.append(_rule(x, y - 4, x, y + 3))
        parts.append(line(x, y + 16, text, _TICK))
        free = x + wide + 40
    return "".join(parts)


def _ticks_step(most: int) -> int:
    return next((n for p in range(9) for n in (10**p, 2 * 10**p, 5 * 10**p) if most / n <= 8), most)


def _rule(x0: float, y0: float, x1: float, y1: float) -> str:
    d = f"M{number(x0)} {number(y0)}L{number(x1)} {number(y1)}"
    return f'<path d="{d}" stroke="{HAIRLINE}" fill="none"/>'


def _done(caption: Caption, parts: Sequence[str], high: float, signs: list[Sign], note: str) -> str:
    below, tall = rows(signs, WIDTH)
    notes = tuple(filter(None, (note, *caption.notes)))
    body = f"<g>{''.join(parts)}</g>"
    return sheet(replace(caption, notes=notes), body, (WIDTH, high), below, tall)


#: The charts by their names in addresses: who on whom, over time, kinds.
CHARTS: Mapping[str, Callable[[Json, Caption, Kinds], str]] = {
    "pairs": _pairs,
    "time": _time,
    "kinds": _kinds,
}
