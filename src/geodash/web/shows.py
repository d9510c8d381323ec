"""The briefings of a served collection, and drafts of them: as show, as file, as slides in words.

What is expensive (geometry, fonts, the script) is made once a process; a show is kept for as long as
neither the collection nor the briefing changes.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from geodash.collection.briefings.files import BriefingFile, dump_briefing
from geodash.collection.read.descriptor import licences
from geodash.domain.briefing import Briefing, Slide
from geodash.domain.model import Collection
from geodash.domain.problem import Problem
from geodash.geo.layers import ATTRIBUTION, GeoData
from geodash.query import Filter, Store
from geodash.views.payload import PayloadBuilder
from geodash.views.places import mark_name
from geodash.views.show import Show, show_html
from geodash.views.slide_builder import MOST_SLIDES, SlideBuilder
from geodash.views.slides import SlideView
from geodash.views.still import still_map
from geodash.views.still.glyphs import writable
from geodash.web.problems import problem_json
from geodash.web.slide_pictures import seen
from geodash.words.notes import BOUNDARY_NOTE

Json = dict[str, Any]

MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".yaml": "application/yaml",
}
#: Keys of a show's own address, which are not the filter's.
SHOW_PARAMS = ("slide", "download", "title")
_OWN_LICENCES = (
    "Inside this file: Leaflet (BSD-2-Clause); Source Serif 4 and Source Sans 3 (SIL OFL 1.1)."
)
#: Shows and files that are kept, and their bytes together.
_KEEP, _KEEP_BYTES = 24, 200 * 2**20
#: Of more events no briefing is offered: reading them all would only find that they are too many.
_MOST_FILTERED = 5000
#: Pixels of a handout's map.
STILL_SIZE = (900, 1000)


class Shows:
    """Everything that is made of briefings of one version of one collection.

    ``descriptor`` is its ``datapackage.json``, ``files`` are its briefings.
    """

    def __init__(
        self,
        collection: Collection,
        store: Store,
        payloads: PayloadBuilder,
        geodata: GeoData,
        descriptor: Mapping[str, Any],
        files: Sequence[BriefingFile],
    ) -> None:
        self.collection, self.store, self.geodata = collection, store, geodata
        self._payloads, self._descriptor = payloads, descriptor
        self._files = {Path(file.name).stem: file for file in files}
        self._kept: dict[tuple[Briefing, str, str], bytes] = {}
        self._keeping = threading.Lock()
        self._nameless: dict[Briefing, list[str]] = {}
        #: Names on the maps of PowerPoint files for which there was no font.
        self.unwritten: set[str] = set()

    @cached_property
    def show(self) -> Show:
        """What every show of the collection is made from."""
        return Show(self.collection, self.builder, self._payloads, self.geodata, self.still)

    def still(self, slide: SlideView) -> str:
        """The map of a slide as one SVG, for print; its ids are no other slide's."""
        return still_map(
            self.geodata,
            self.builder.drawn(slide),
            frame=slide.frame,
            size=STILL_SIZE,
            members=self.builder.members(slide),
            title=f"Map: {slide.place or slide.heading}",
            caption=slide.precision,
            elsewhere=slide.role == "view",
            keyed=True,
            prefix=f"s{slide.number}-",
        )

    @cached_property
    def builder(self) -> SlideBuilder:
        """Makes slides of the collection's briefings."""
        rights = licences(self._descriptor)
        credit = self.geodata.attribution or ATTRIBUTION
        notices = (BOUNDARY_NOTE, credit, *(f"Licence: {r}" for r in rights), _OWN_LICENCES)
        return SlideBuilder(self.collection, self.store, areas=self.geodata.areas, notices=notices)

    def file(self, briefing_id: str, suffix: str) -> bytes:
        """A briefing as ``.html``, ``.pptx`` or ``.yaml``.

        Raises ``KeyError`` for an unknown suffix or briefing, ``ValueError`` with the reasons for
        one that can't be read.
        """
        return self.made(self.briefing(briefing_id), suffix)

    def briefing(self, briefing_id: str) -> Briefing:
        """Raises ``KeyError`` when there is none, ``ValueError`` when it can't be read."""
        file = self._files[briefing_id]
        if file.briefing is None:
            raise ValueError(" ".join(str(p) for p in file.problems[:5]))
        return file.briefing

    def made(self, briefing: Briefing, suffix: str, home: str = "../present") -> bytes:
        """A briefing, saved or not, in one of :data:`MEDIA_TYPES`; ``KeyError`` for another."""
        if suffix == ".yaml":
            return dump_briefing(briefing).encode()
        data = self.kept(briefing, suffix, home)
        if data is None:
            if suffix == ".html":
                data = show_html(self.show, briefing, home=home).encode()
            elif suffix == ".pptx":
                data = self._make_pptx(briefing)
            else:
                raise KeyError(suffix)
            self.keep(briefing, suffix, data, home)
        return data

    def kept(self, briefing: Briefing, suffix: str, home: str = "../present") -> bytes | None:
        """The file if it was made of late."""
        with self._keeping:
            return self._kept.get(_key(briefing, suffix, home))

    def keep(self, briefing: Briefing, suffix: str, data: bytes, home: str = "../present") -> None:
        """Keeps a file that was made; the oldest are let go of."""
        with self._keeping:
            self._kept[_key(briefing, suffix, home)] = data
            while len(self._kept) > _KEEP or sum(map(len, self._kept.values())) > _KEEP_BYTES:
                del self._kept[next(iter(self._kept))]

    def of_filter(self, pairs: Iterable[tuple[str, str]]) -> Briefing:
        """The events of a filter as a briefing; raises ``ValueError`` with the reason for none."""
        pairs = list(pairs)
        f, notices = Filter.from_params(pairs, self.store.vocabulary, ignored=SHOW_PARAMS)
        if notices:
            raise ValueError(" ".join(notices))
        briefing, _ = self.builder.briefing_of_filter(f)
        if not briefing.slides:
            raise ValueError("No event passes this filter.")
        return briefing

    def filtered(self, pairs: Iterable[tuple[str, str]]) -> Json:
        """What a briefing of a filter would be: the filter in words and the views of its slides.

        ``left_out`` counts the events beyond the most that are taken.
        """
        f, notices = Filter.from_params(list(pairs), self.store.vocabulary, ignored=SHOW_PARAMS)
        counts = self.store.counts(f)
        views, left_out = [], counts.count
        if counts.count <= _MOST_FILTERED:
            briefing, left_out = self.builder.briefing_of_filter(f)
            views = [slide.view for slide in briefing.slides]
        return {
            "params": f.to_query(),
            "notices": list(notices),
            "sentence": str(f.describe(self.store.vocabulary, counts)),
            "views": views,
            "left_out": left_out,
        }

    def compose(self, briefing: Briefing | None, problems: Iterable[Problem]) -> Json:
        """A draft's slides in words, for the page that composes it, and what is wrong with it."""
        given = briefing.slides if briefing else ()
        made = [(s, self.builder.slide(s)) for s in given]
        slides = [
            _row(n, s, v, self._without_font(v)) | {"map": seen(self, v)}
            for n, (s, v) in enumerate(made, 1)
        ]
        about = briefing or Briefing("", "")
        return {
            "briefing": {
                "id": about.briefing_id,
                "title": about.title,
                "subtitle": about.subtitle,
            },
            "slides": slides,
            # A draft is no file that the reader knows: the line says where.
            "problems": [problem_json(p) | {"where": ""} for p in problems],
            "most": MOST_SLIDES,
        }

    def nameless(self, briefing: Briefing) -> list[str]:
        """Names that a PowerPoint file of it leaves off its maps: no font here has their letters."""
        if briefing not in self._nameless:
            found = {n for s in self.builder.slides(briefing) for n in self._without_font(s)}
            self._nameless[briefing] = sorted(found)
        return self._nameless[briefing]

    def _without_font(self, slide: SlideView) -> list[str]:
        names = self.store.vocabulary.places
        found = {mark_name(event, names) for event in self.builder.drawn(slide)}
        return sorted(name for name in found if not writable(name))

    def _make_pptx(self, briefing: Briefing) -> bytes:
        from geodash.exchange.pptx import maps_of, pptx_bytes  # slow to import, rarely asked for

        slides = self.builder.slides(briefing)
        events = {e.event_id: e for s in slides for e in self.builder.drawn(s)}
        members = {i: m for s in slides for i, m in self.builder.members(s).items()}
        maps = maps_of(self.geodata, events, members, self.unwritten)
        return pptx_bytes(slides, maps, title=briefing.title)


def _key(briefing: Briefing, suffix: str, home: str) -> tuple[Briefing, str, str]:
    """What a file depends on beside the collection; only a show leads home."""
    return briefing, suffix, home if suffix == ".html" else ""


def _row(n: int, given: Slide, s: SlideView, nameless: list[str]) -> Json:
    """``given_heading``, ``remark`` and ``notes`` are the briefing's own; ``heading`` is what is shown."""
    return {
        "n": n,
        "role": s.role,
        "view": s.view,
        "event_id": s.event_id,
        "heading": s.heading,
        "given_heading": given.heading,
        "remark": given.remark,
        "notes": given.notes,
        "title": s.title,
        "kind": s.kind,
        "one_sided": s.one_sided,
        "planned": s.planned,
        "date": s.date,
        "place": s.place,
        "passage": "".join(run.text for run in s.passage),
        "sentence": s.sentence,
        "reason": s.reason,
        "nameless": nameless,
    }
