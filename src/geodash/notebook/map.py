"""The map of a notebook: a ``folium.Map`` with our layers and marks, which carries all that it shows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, cast

import folium
from branca.element import Element, Figure
from folium.template import Template
from markupsafe import Markup, escape

from geodash.domain.lookup import lookup_of
from geodash.exchange.picture import frame_of
from geodash.exchange.selection import Selection
from geodash.geo.layers import ATTRIBUTION, GeoData
from geodash.query import Store
from geodash.views import symbols, told
from geodash.views.bundle import bundle, inline_json, reader
from geodash.views.card.content import card_of
from geodash.views.frames import around_many
from geodash.views.map import add_layers
from geodash.views.packed import ASSETS, Packed, area_files, geo_files, style_sheets
from geodash.views.payload import MOST_EVENTS, PayloadBuilder
from geodash.views.pictures.legend import Sign, kinds_of, signs_of
from geodash.views.show_ground import pieces
from geodash.views.slides import Frame
from geodash.views.still.marks import DEFS
from geodash.views.templating import render
from geodash.words.notes import BOUNDARIES, BOUNDARY_NOTE

#: Height of the map in a notebook, in pixels.
_HEIGHT = 560
_STYLES = ("vendor/leaflet.css", "core/tokens.css", "map/map.css", "notebook/notebook.css")


class NotebookMap(folium.Map):
    """Folium's map without Folium's files from elsewhere: what it needs stands in its page."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 – Folium reads it from the class
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


class _Raw(Element):
    """Text that stands in the page as it is; it was made here."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class _Begin(folium.MacroElement):
    """Has our script draw on the map, once Folium's has made it."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        GD.begin({{ this._parent.get_name() }});
        {% endmacro %}
        """)

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]


def notebook_map(store: Store, selection: Selection, geodata: GeoData) -> folium.Map:
    """The map of a selection, framed as its picture is; raises ``ValueError`` for more than ``MOST_EVENTS``."""
    if len(selection.events) > MOST_EVENTS:
        raise ValueError(
            f"the view has {len(selection.events):,} events, and a map has {MOST_EVENTS:,} at most: "
            "narrow the filter, for instance by dates"
        )
    frame = _framed(selection)
    m = NotebookMap(
        location=list(frame.center) if frame.center else None,
        zoom_start=int(frame.zoom or 5),
        tiles=None,
        min_zoom=2,
        max_zoom=10,
        zoom_control="topright",
        attribution_control=False,
        world_copy_jump=False,
    )
    m.options |= {"minZoom": 2, "maxZoom": 10}
    if frame.bounds:
        west, south, east, north = frame.bounds
        m.fit_bounds([(south, west), (north, east)])
    add_layers(m)
    _Begin().add_to(m)
    figure = cast(Figure, m.get_root())
    figure.title, figure.height = str(selection.sentence), f"{_HEIGHT}px"
    figure.header.add_child(_Raw(f"<style>{style_sheets(_STYLES)}</style>"), name="gd-style")
    data = inline_json(_data(store, selection, geodata))
    scripts = [f'<script type="application/json" id="nb-data">{data}</script>']
    scripts += [
        f'<script type="application/octet-stream" data-file="{escape(name)}">{text}</script>'
        for name, text in _files(selection, geodata, frame)
    ]
    figure.header.add_child(_Raw("\n".join((*scripts, f"<script>{_script()}</script>"))), name="gd")
    return m


def _framed(selection: Selection) -> Frame:
    frame = frame_of(selection)
    return frame if frame.bounds or frame.center else Frame(bounds=(-170.0, -58.0, 180.0, 74.0))


@lru_cache(maxsize=1)
def _script() -> str:
    return bundle("notebook/notebook.js", reader(ASSETS))


def _data(store: Store, selection: Selection, geodata: GeoData) -> dict[str, Any]:
    collection, events = selection.collection, selection.events
    payloads = PayloadBuilder(store, collection.articles, lookup_of(collection).differing)
    return {
        "told": told.as_json(collection, geodata.areas),
        "events": payloads.events([e.event_id for e in events]),
        "parties": list(frame_of(selection).parties),
        "cards": {e.event_id: _card(selection, e.event_id) for e in events},
        "caption": escape(selection.sentence),
        "legend": _legend(selection),
        "note": Markup('<span title="{}">{}</span>').format(
            f"{BOUNDARY_NOTE} {geodata.attribution}", f"{BOUNDARIES} · {ATTRIBUTION}"
        ),
    }


def _card(selection: Selection, event_id: str) -> str:
    card = card_of(selection.collection, event_id, selection.names)
    return render(
        "popup.html", card=card, symbol=symbols.symbol_of(card.event.kind), edge=symbols.EDGE
    )


def _legend(selection: Selection) -> str:
    """The signs that stand on the map, each with what it means; those of its conventions folded away."""
    placed = [e for e in selection.events if e.point and e.event_id not in selection.umbrellas]
    unplaced = selection.count - len(placed)
    more = [Markup("<li>{} without a place</li>").format(f"{unplaced:,}")] if unplaced else []
    parts = (
        ("Kinds", [*map(_sign, kinds_of(placed)), *more], Markup(" open")),
        ("Signs", list(map(_sign, signs_of(placed, moved=len(placed) > 1))), ""),
    )
    return "".join(
        Markup("<details{}><summary>{}</summary><ul>{}</ul></details>").format(
            is_open, name, Markup("").join(rows)
        )
        for name, rows, is_open in parts
        if rows
    )


def _sign(sign: Sign) -> Markup:
    drawn, words = sign
    # Our own drawing beside words that are escaped.
    return Markup(
        '<li><svg width="24" height="20" viewBox="-12 -10 24 20" aria-hidden="true">'
        "<defs>{}</defs>{}</svg> {}</li>"
    ).format(Markup(DEFS), Markup(drawn), words)


def _files(selection: Selection, geodata: GeoData, frame: Frame) -> Iterable[Packed]:
    """The base map: its files, its pieces in view and, coarser, around each event, and outlines."""
    near = [
        Frame(bounds=bounds)
        for e in selection.events
        if e.point and (bounds := around_many((e,), selection.names))
    ]
    return (
        *geo_files(geodata),
        *pieces(geodata, [frame], near),
        *area_files(geodata, selection.events),
    )
