"""The map: Folium builds it once, events arrive later from ``/api/events``.

Folium's generated script is served as an ES module and run by the page's component
(``assets/map/map.js``), so filtering, selecting and panning never rebuild it. Our own layers are
Folium layers whose template calls the small ``GD`` host object of that module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import folium
from branca.element import Figure
from folium.map import CustomPane, Layer
from folium.template import Template

from geodash.views.drawing import GROUND

# Bottom to top. Leaflet's own panes (tiles 200, overlays 400, markers 600) stay unused.
PANES = (
    ("land", 210),
    ("sea", 220),
    ("relief", 230),
    ("provinces", 240),
    ("borders", 250),
    ("areas", 300),
    ("labels", 350),
    ("links", 380),
    ("marks", 600),
)


class HostLayer(Layer):
    """A layer that our JavaScript draws: ``events``, ``labels``, ``areas`` or ``ground``."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = GD.layer(
            {{ this.kind|tojson }}, {{ this.settings|tojson }}
        );
        {% endmacro %}
        """)

    def __init__(self, kind: str, **settings: object) -> None:
        super().__init__(name=kind, control=False)
        self._name = "HostLayer"
        self.kind, self.settings = kind, settings


def _fill(color: str, edge: str | None = None, weight: float = 0.6) -> dict[str, Any]:
    return {
        "fill": True,
        "fillColor": color,
        "fillOpacity": 1,
        "stroke": edge is not None,
        "color": edge,
        "weight": weight,
        "interactive": False,
    }


def _line(color: str, weight: float, dash: str | None = None) -> dict[str, Any]:
    return {
        "fill": False,
        "color": color,
        "weight": weight,
        "opacity": 1,
        "dashArray": dash,
        "interactive": False,
    }


@dataclass(frozen=True, slots=True)
class Look:
    """What differs between maps: how dark the relief is, how wide the lines are (pixels)."""

    relief: float
    shore: float
    river: float
    province: float
    border: float
    province_color: str = GROUND.province


EXPLORE = Look(relief=0.22, shore=0.6, river=1.3, province=0.7, border=1.6)
#: Drawn twice as large, so that no line is below 2.5 pixels at 1920 × 1080.
PRESENT = Look(
    relief=0.18, shore=1.25, river=1.6, province=1.25, border=1.6, province_color="#C3BAA9"
)


def _styles(look: Look) -> dict[str, dict[str, Any]]:
    """How the parts of the ground are drawn.

    Land is edged in its own colour to close hairline gaps between neighbours. A lake has no edge but its
    shore, or the lines along which it was cut would stand in open water.
    """
    return {
        "sea": _fill(GROUND.sea),
        "land": _fill(GROUND.land, GROUND.land),
        "stream": _line(GROUND.river, look.river * GROUND.stream),
        "river": _line(GROUND.river, look.river),
        "lake": _fill(GROUND.sea),
        "shore": _line(GROUND.shore, look.shore),
        "province": _line(look.province_color, look.province, "3 3"),
        "border": _line(GROUND.border, look.border),
        "disputed": _line(GROUND.border, look.border, GROUND.dash),
    }


def build_map(look: Look = EXPLORE) -> folium.Map:
    """The base map with its panes and layers, without a single event.

    The host moves the view at once to what the page's URL asks for.
    """
    m = folium.Map(
        location=(39.75, 45.75),
        zoom_start=8,
        tiles=None,
        minZoom=GROUND.least_zoom,
        maxZoom=GROUND.most_zoom,
        zoom_snap=0.25,
        zoom_delta=0.5,
        wheel_px_per_zoom_level=110,
        zoom_control=False,
        attribution_control=False,
        world_copy_jump=False,
        prefer_canvas=True,
    )
    add_layers(m, look)
    return m


def add_layers(m: folium.Map, look: Look = EXPLORE) -> None:
    """Our panes and layers onto a map; whoever runs Folium's script has to have a ``GD`` that draws them."""
    for name, z_index in PANES:
        CustomPane(name, z_index=z_index, pointer_events=name in {"marks"}).add_to(m)
    HostLayer("ground", styles=_styles(look), relief=look.relief).add_to(m)
    HostLayer("areas", pane="areas").add_to(m)
    HostLayer("labels", pane="labels").add_to(m)
    HostLayer("events", pane="marks", links="links").add_to(m)


@cache
def map_module(look: Look = EXPLORE) -> str:
    """Folium's script for the map as an ES module: ``export default (L, element, GD) => map``.

    Folium looks its container up by id and expects a global ``L``; the module hands it both, so
    that several maps can live on one page without ids, globals or ``eval``.
    """
    m = build_map(look)
    root = cast(Figure, m.get_root())
    root.render()
    script = root.script.render()
    return _stable_names(
        "export default function (L0, element, GD) {\n"
        "const L = { ...L0, map: (id, options) => L0.map(element, options) };\n"
        f"{script}\nreturn {m.get_name()};\n}}\n"
    )


def _stable_names(script: str) -> str:
    """Replaces Folium's random ids by running numbers: equal maps give equal bytes (and ETags)."""
    seen: dict[str, str] = {}
    return re.sub(r"_[0-9a-f]{32}\b", lambda m: seen.setdefault(m[0], f"_{len(seen) + 1}"), script)
