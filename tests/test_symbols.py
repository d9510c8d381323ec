"""The kinds can be told apart by everyone, and resemble no party's flag."""

from __future__ import annotations

import itertools
import math

import pytest
from pptx.enum.shapes import MSO_SHAPE

from geodash.domain.kinds import COLORS, KIND_TYPES, MOST_KINDS, SHAPES, EventType, Kind
from geodash.views.symbols import _COLORS, _SHAPES, EDGE, as_css, as_json, symbol_of

# Main colours of the flags of the parties in the corpus.
FLAGS = {
    "Armenia": ("#D90012", "#0033A0", "#F2A800"),
    "Azerbaijan": ("#00B5E2", "#EF3340", "#509E2F"),
    "Russia": ("#0039A6", "#D52B1E"),
    "Türkiye": ("#E30A17",),
    "Greece": ("#0D5EAF",),
    "Iran": ("#239F40", "#DA0000"),
    "Ukraine": ("#0057B7", "#FFD700"),
    "EU": ("#003399", "#FFCC00"),
    "USA": ("#B22234", "#3C3B6E"),
    "Spain": ("#AA151B", "#F1BF00"),
}
# Machado, Oliveira and Fernandes 2009, severity 1.0, applied to linear RGB.
DEFICIENCIES = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
Triple = tuple[float, float, float]


def linear(color: str) -> Triple:
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)  # type: ignore[return-value]


def seen(rgb: Triple, deficiency: str) -> Triple:
    rows = DEFICIENCIES[deficiency]
    return tuple(min(1, max(0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in rows)  # type: ignore[return-value]


def lab(rgb: Triple) -> Triple:
    r, g, b = rgb
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
    z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def delta_e(one: Triple, two: Triple) -> float:
    """CIEDE2000 (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, two
    c_mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(c_mean**7 / (c_mean**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    dl, dc, dh = l2 - l1, c2 - c1, h2 - h1
    if c1 * c2 == 0:
        dh = 0
    elif dh > 180:
        dh -= 360
    elif dh < -180:
        dh += 360
    dh_big = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(dh / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    if c1 * c2 == 0:
        hm = h1 + h2
    elif abs(h1 - h2) <= 180:
        hm = (h1 + h2) / 2
    else:
        hm = (h1 + h2 + (360 if h1 + h2 < 360 else -360)) / 2
    t = (
        1
        - 0.17 * math.cos(math.radians(hm - 30))
        + 0.24 * math.cos(math.radians(2 * hm))
        + 0.32 * math.cos(math.radians(3 * hm + 6))
        - 0.20 * math.cos(math.radians(4 * hm - 63))
    )
    sl = 1 + 0.015 * (lm - 50) ** 2 / math.sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rt = (
        -2
        * math.sqrt(cm**7 / (cm**7 + 25**7))
        * math.sin(math.radians(60 * math.exp(-(((hm - 275) / 25) ** 2))))
    )
    return math.sqrt(
        (dl / sl) ** 2 + (dc / sc) ** 2 + (dh_big / sh) ** 2 + rt * (dc / sc) * (dh_big / sh)
    )


def luminance(color: str) -> float:
    r, g, b = linear(color)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_delta_e_agrees_with_published_pairs() -> None:
    # Sharma et al., test data, pairs 1, 7 and 17.
    assert delta_e((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert delta_e((50, 0, 0), (50, -1, 2)) == pytest.approx(2.3669, abs=1e-4)
    assert delta_e((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_colours_of_kinds_are_told_apart(deficiency: str) -> None:
    found = {name: lab(seen(linear(color), deficiency)) for name, (color, _) in _COLORS.items()}
    near = {pair: delta_e(*(found[n] for n in pair)) for pair in itertools.combinations(found, 2)}
    assert {pair: e for pair, e in near.items() if e < 12} == {}


@pytest.mark.parametrize("color", COLORS)
@pytest.mark.parametrize("party", FLAGS)
def test_no_kind_wears_a_flag(color: str, party: str) -> None:
    ours = lab(linear(_COLORS[color][0]))
    assert min(delta_e(ours, lab(linear(c))) for c in FLAGS[party]) >= 15


@pytest.mark.parametrize("ground", ["#F3EEE2", "#D9E6EA", "#FFFDF8", "#FBF8F1"])
def test_marks_stand_out_by_their_ink_edge(ground: str) -> None:
    assert contrast(EDGE, ground) >= 3


@pytest.mark.parametrize("color", COLORS)
def test_lines_under_text_show_on_their_ground(color: str) -> None:
    light, dark = _COLORS[color][1]
    assert contrast(light, "#FFFDF8") >= 2.4 and contrast(dark, "#1B2430") >= 3


def test_every_kind_has_a_mark_of_its_own_and_every_type_a_kind() -> None:
    shapes = [symbol_of(k).path for k in Kind if k is not Kind.OTHER]
    assert len(set(shapes)) == len(shapes)
    assert {t for types in KIND_TYPES.values() for t in types} == set(EventType)
    assert set(as_json()["kinds"]) == {k.value for k in Kind}  # type: ignore[call-overload]


def test_whatever_a_collection_chooses_can_be_drawn() -> None:
    assert set(_COLORS) == {*COLORS, "grey"} and set(_SHAPES) == set(SHAPES)
    assert len({path for path, _ in _SHAPES.values()}) == len(SHAPES)
    assert min(len(COLORS), len(SHAPES)) >= MOST_KINDS
    assert {office for _, office in _SHAPES.values()} <= MSO_SHAPE.__members__.keys()


def test_style_sheets_get_the_tints_from_here() -> None:
    css = as_css()
    for name, (_, tints) in _COLORS.items():
        assert f"--gd-kind-{name}:light-dark({tints[0]},{tints[1]})" in css
        assert f".gd-k-{name}{{" in css
        assert f".gd-k2-{name}{{" in css
