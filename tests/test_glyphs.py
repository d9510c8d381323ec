"""Pictures of text: a name is written in a font that has its letters, or not at all, and that is said."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from PIL import ImageFont

from geodash.domain.model import Event
from geodash.exchange.pptx import maps_of
from geodash.exchange.raster import png
from geodash.geo.layers import GeoData
from geodash.views.slides import Frame, SlideView
from geodash.views.still import glyphs, still_map
from geodash.views.still.glyphs import FONTS, Face, face_of, faces_for, machine, ours, writable
from geodash.views.still.words import width

#: A name in each script that articles may have.
NAMES = (
    "Գորիս",
    "თბილისი",
    "تبریز",
    "תל אביב",
    "اسلام‌آباد",
    "กรุงเทพ",
    "दिल्ली",
    "አዲስ አበባ",
    "東京",
    "서울",
    "ঢাকা",
)
OURS = ("Chișinău", "Đà Nẵng", "Şəki", "Херсон", "Αθήνα", "Ḥalab", "São Tomé", "Łódź", "ʻAmmān")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a font."""
    face_of.cache_clear()
    monkeypatch.setattr(glyphs, "machine", lambda: ())
    yield
    face_of.cache_clear()


@pytest.mark.parametrize("name", OURS)
def test_our_fonts_have_the_letters_of_latin_greek_and_cyrillic_names(name: str) -> None:
    assert ours(name) and ours(unicodedata.normalize("NFC", name))


def test_coverage_is_read_from_the_font_itself() -> None:
    codes = glyphs._codes(Face(FONTS / "sans-400.ttf"))
    font = ImageFont.truetype(FONTS / "sans-400.ttf", 100)
    nothing = font.getmask("\uffff").getbbox(), font.getlength("\uffff")
    for code in (*range(0x21, 0x7F), 0x1EB5, 0x219, 0x416):
        assert code in codes
        assert (font.getmask(chr(code)).getbbox(), font.getlength(chr(code))) != nothing
    assert not codes & {0x561, 0x10D7, 0x628, 0x4E00}
    assert (
        glyphs._codes(Face(Path(__file__))) == glyphs._codes(Face(Path("none.ttf"))) == frozenset()
    )


def drawn(name: str, **more) -> str:
    event = Event("e1", "Event", latitude=39.5, longitude=46.3, where_prec=1, place_name=name)
    return still_map(GEODATA, [event], frame=Frame(events=("e1",), selected=("e1",)), **more)


GEODATA = GeoData(None)


@pytest.mark.parametrize("name", NAMES)
def test_without_a_font_there_is_no_label_and_it_is_said(
    bare: None, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodash.exchange.pptx.jpeg", lambda svg, *_: svg.encode())
    assert not writable(name)
    assert name in drawn(name)  # a page has the reader's fonts
    assert name not in drawn(name, can_write=writable)
    event = Event("e1", "Event", latitude=39.5, longitude=46.3, where_prec=1, place_name=name)
    unwritten: set[str] = set()
    slide = SlideView("event", event_id="e1", frame=Frame(events=("e1",), selected=("e1",)))
    picture = maps_of(GEODATA, {"e1": event}, None, unwritten)(slide)
    assert picture and name.encode() not in picture
    assert unwritten == {name}


@pytest.mark.parametrize("name", NAMES)
def test_the_machines_font_writes_and_measures_what_ours_lacks(name: str) -> None:
    if not writable(name):
        pytest.skip("this machine has no font for it")
    faces = faces_for(name)
    assert faces and set(faces) <= set(machine())
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text x="4" y="30" font-size="20" font-family="Geodash Sans">{}</text></svg>'
    with_letters, boxes = png(svg.format(name), 400), png(svg.format("\ue000" * len(name)), 400)
    assert with_letters != boxes
    assert 0 < width(name, 20) < 20 * 1.6 * len(name)


def test_lines_around_the_map_keep_to_their_ground_in_any_font() -> None:
    svg = drawn("Goris", caption="Shown to the district")
    assert svg.count("textLength=") == 3
