"""A briefing as one HTML file: map, geometry, relief, fonts, words, licences; it asks for nothing.

The live show is this very file, served. A Content-Security-Policy allows its one script by its hash
and no request at all, so that it behaves the same from a server, a USB stick or a mail attachment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from geodash.domain.briefing import Briefing
from geodash.domain.model import Collection
from geodash.geo.layers import ATTRIBUTION, GeoData
from geodash.views import symbols, told
from geodash.views.bundle import bundle, inline_json, reader, script_hash
from geodash.views.map import PRESENT, map_module
from geodash.views.packed import ASSETS, area_files, geo_files, packed, style_sheets
from geodash.views.payload import PayloadBuilder
from geodash.views.search.alone import searched_text
from geodash.views.show_ground import pieces
from geodash.views.slide_builder import SlideBuilder
from geodash.views.slide_words import brief
from geodash.views.slides import Frame, SlideView
from geodash.views.templating import render
from geodash.views.typefaces import embedded
from geodash.words.notes import BOUNDARIES, BOUNDARY_NOTE, version_line
from geodash.words.numbers import number_word, plural
from geodash.words.texts import capital, clauses

#: Events that "/" can jump to; of a larger collection, those of the briefing come first.
MOST_JUMPS = 2000
#: Slides up to which the handout has maps: each takes a good part of a second to draw.
MOST_STILLS = 30

#: Characters of our words on an answer where a slide can't hold all of them: as many as a title has.
_LESS = 90
#: Characters that a page of the handout holds in its smallest type.
_PAGE = 1900
#: From so many of them on, editors’ notes apart, it is in that type.
_FULL = 1750

_STYLES = (
    "vendor/leaflet.css",
    "core/tokens.css",
    "map/map.css",
    "search/rows.css",
    "show/show.css",
    "show/phone.css",
    "show/presenter.css",
    "show/handout.css",
)
_POLICY = (
    "default-src 'none'; script-src {hash}; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'"
)
#: What the map's layers ask of an event.
_EVENT_KEYS = [
    "id",
    "title",
    "kind",
    "status",
    "one_sided",
    "account",
    "planned",
    "date_start",
    "date_end",
    "date_kind",
    "date_label",
    "lat",
    "lon",
    "where_prec",
    "role",
    "place",
    "place_name",
    "place_full",
    "place_id",
    "area_id",
    "between",
    "seat",
    "country",
    "draw",
    "about",
    "members",
    "umbrella",
]

#: A slide's map as SVG; its ids must be its own, as several stand in one document.
Still = Callable[[SlideView], str]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Show:
    """What every show of one collection is made from."""

    collection: Collection
    builder: SlideBuilder
    payloads: PayloadBuilder
    geodata: GeoData
    still: Still | None = None


def show_html(show: Show, briefing: Briefing, *, home: str = "../present") -> str:
    """The whole file; equal inputs give equal bytes.

    ``home`` is where Esc leads when the file is served, relative to its address.
    """
    slides = show.builder.slides(briefing)
    led = _jump_slides(show, slides)
    jumps, data = _jumps(show, led), _data(show, briefing, slides, home)
    shown = [e["id"] for e in (*data["events"], *jumps["events"])]
    script = show_script()
    return render(
        "show.html",
        briefing=briefing,
        slides=slides,
        total=sum(s.role != "missing" for s in slides),
        policy=show_policy(),
        css=_css(),
        fonts=embedded(),
        data=inline_json(data),
        files=[
            ("jumps", packed(jumps)),
            *_geo_files(show, slides, [s.frame for s in led]),
            *area_files(
                show.geodata, map(show.collection.events.__getitem__, dict.fromkeys(shown))
            ),
        ],
        script=script,
        density=_density,
        editors=_editors,
        stills=_stills(show.still, [s for s in slides if s.role != "missing"]),
        colors={k.value: symbols.symbol_of(k).color for k in show.collection.kinds},
        boundary_note=BOUNDARY_NOTE,
        attribution=show.geodata.attribution or ATTRIBUTION,
        own=f"{version_line(show.collection.title, show.collection.version)}.",
    )


@lru_cache(maxsize=1)
def show_script() -> str:
    """The show's modules, Leaflet and Folium's map as one classic script."""
    made = {"show/folium_map.js": map_module(PRESENT)}
    return bundle("show/show.js", reader(ASSETS, made))


@lru_cache(maxsize=1)
def show_policy() -> str:
    """The Content-Security-Policy of every show; the served one has it as a header too."""
    return _POLICY.format(hash=script_hash(show_script()))


# What the script is given ---------------------------------------------------------------------


def _data(show: Show, briefing: Briefing, slides: Sequence[SlideView], home: str) -> Json:
    shown = [s for s in slides if s.role != "missing"]
    ids = dict.fromkeys(i for s in shown for i in s.frame.events)
    return {
        "briefing": {
            "id": briefing.briefing_id,
            "title": briefing.title,
            "subtitle": briefing.subtitle,
        },
        "version": show.collection.version,
        "home": home,
        "told": told.as_json(show.collection, show.geodata.areas),
        "short_note": BOUNDARIES,
        "slides": [slide_json(s) for s in shown],
        "events": _events(show, ids),
    }


def slide_json(slide: SlideView) -> Json:
    """A slide for the script: plain text and lists, nothing that is empty but what it counts on."""
    raw = asdict(slide)
    kept = {k: v for k, v in raw.items() if v not in ("", (), None, 0, False)}
    for key in ("passage", "answers", "lines", "rows", "counts", "notices"):
        kept[key] = raw[key]
    if (less := brief(slide.passage)) != slide.passage:
        kept["brief"] = [asdict(run) for run in less]
    for said in kept["answers"]:
        # Cut here: what ends a clause is known in one place.
        cut = {"less": said["text"], "less_voice": said["voice"]}
        said |= {k: short for k, text in cut.items() if (short := clauses(text, _LESS)) != text}
        if not said["cautions"]:
            del said["cautions"]
    kept["frame"] = {k: v for k, v in raw["frame"].items() if v not in ((), None)}
    kept["frame"].setdefault("events", ())
    if slide.days:
        kept["days"] = [day.isoformat() for day in slide.days]
    kept["heading"] = slide.heading
    return kept


def _events(show: Show, ids: Iterable[str]) -> list[Json]:
    found = show.payloads.events(list(ids))
    return [{key: e[key] for key in _EVENT_KEYS} for e in found]


def _jump_slides(show: Show, slides: Sequence[SlideView]) -> list[SlideView]:
    """The slide of every event, for "/"; of very many, the briefing's own come first."""
    events = show.collection.events
    first = dict.fromkeys(i for s in slides for i in s.frame.events if i in events)
    rest = (e.event_id for e in events.values() if not e.withdrawn)
    ids = list(dict.fromkeys((*first, *rest)))[:MOST_JUMPS]
    order = [e.event_id for e in show.builder.store.events(ids)]
    made = [show.builder.slide_of_event(i) for i in order]
    return [s for s in made if s.role != "missing"]


def _jumps(show: Show, kept: Sequence[SlideView]) -> Json:
    """What the script is told of them."""
    drawn = dict.fromkeys(i for s in kept for i in s.frame.events)
    names = show.builder.names
    return {
        "slides": [slide_json(s) for s in kept],
        "events": _events(show, drawn),
        "items": [
            {
                "id": s.event_id,
                "title": s.title,
                "kind": s.kind or "",
                "one_sided": s.one_sided,
                "planned": s.planned,
                "date": s.date,
                "place": s.place,
                "text": searched_text(show.collection, names, show.collection.events[s.event_id]),
            }
            for s in kept
        ],
    }


def _density(slide: SlideView) -> str:
    """How much a page of the handout has to say: it decides on the size of its type."""
    own = _own_words(slide)
    if own > _FULL:
        return "full"
    n = own + _small_words(slide) + sum(map(len, _editors(slide)))
    return "roomy" if n < 850 else "normal" if n < 1270 else "dense"


def _own_words(slide: SlideView) -> float:
    """Characters of a page without the editors' notes, those in large type counting for more."""
    n = 1.6 * len(slide.heading) + 1.3 * sum(len(r.text) for r in slide.passage)
    n += sum(len(a.voice + a.text + a.quote + a.silent) for a in slide.answers)
    n += len(slide.others) + len(slide.figures) + len(slide.remark)
    n += sum(map(len, (*slide.in_sight, *slide.cautions)))
    n += sum(40 + len(r.when) + len(r.told) + len(r.reply) for r in slide.rows)
    if slide.role == "closing":
        # It has the whole width of the page.
        n += sum(50 + len(text) for text in (*slide.lines, *slide.notices)) / 2
    return n + len(slide.citation)


def _small_words(slide: SlideView) -> int:
    """What else an event's page says, and the half lines and gaps of many paragraphs, in characters."""
    if slide.role != "event":
        return 0
    small = (slide.precision, slide.silent, slide.caution)
    paragraphs = (*slide.answers, *slide.cautions, *slide.in_sight, *_editors(slide))
    n = len(paragraphs) + sum(map(bool, (*small, slide.others, slide.figures, slide.remark)))
    return sum(map(len, small)) + 45 * max(0, n - 3)


def _editors(slide: SlideView) -> list[str]:
    """The editors' notes that a page of the handout has room for, where the slide speaks of them.

    Of more the rest is counted.
    """
    room, kept = _PAGE - _own_words(slide), []
    wanted = slide.out_of_sight if slide.figures or slide.remark else ()
    for text in wanted:
        if len(text) <= room:
            room -= len(text)
            kept.append(text)
    if left := len(wanted) - len(kept):
        more, stand = "more " if kept else "", plural(left, "stands", "stand")
        kept.append(f"{capital(number_word(left))} {more}{stand} with the event on the page.")
    return kept


def _stills(still: Still | None, slides: Sequence[SlideView]) -> list[str]:
    """The handout's maps; a handout of very many pages does without."""
    if still is None or len(slides) > MOST_STILLS:
        return [""] * len(slides)
    return [still(s) if s.role != "closing" else "" for s in slides]


# What the file carries --------------------------------------------------------------------------


def _geo_files(
    show: Show, slides: Sequence[SlideView], jumps: Sequence[Frame]
) -> list[tuple[str, str]]:
    """The base map's files, and of its pieces those that the slides show."""
    geodata = show.geodata
    frames = [s.frame for s in slides if s.role not in ("missing", "closing")]
    return [*geo_files(geodata), *pieces(geodata, frames, jumps)]


@lru_cache(maxsize=1)
def _css() -> str:
    return style_sheets(_STYLES)
