"""What is taken away beside the files of a view: one event or its thread, and the charts of Analyse."""

from __future__ import annotations

from geodash.exchange.picture import as_png, chart_svg
from geodash.exchange.registry import FORMATS
from geodash.exchange.select import select, select_event, to_take
from geodash.exchange.takeaway import Takeaway, file_name, strict_filter
from geodash.query.params import query_string
from geodash.views.analysis import Analyst, Options
from geodash.web.site import Pairs, Site, link_to

#: A chart is drawn of so many events at most.
_MOST = FORMATS["png"].most


def event_file(
    site: Site, event_id: str, name: str, *, thread: bool = False, address: str = ""
) -> Takeaway:
    """The file of a format for one event, or for it and its thread.

    Raises ``KeyError`` for an unknown format or event and for a withdrawn one.
    """
    form = FORMATS[name]
    link = f"{address}?{query_string([('event', event_id)])}" if address else ""
    selection = select_event(
        site.store, site.collection, site.geodata, event_id, thread=thread, link=link
    )
    data = form.write(to_take(selection, form))
    return Takeaway(data, form.media_type, file_name(selection, form))


def chart_file(site: Site, name: str, form: str, pairs: Pairs, address: str = "") -> Takeaway:
    """A chart of a view as ``svg`` or ``png``.

    Raises ``KeyError`` for an unknown chart or format, ``ValueError`` as :meth:`Site.export` does.
    """
    picture, pairs = FORMATS[form], list(pairs)
    f = strict_filter(pairs, site.store.vocabulary)
    picture.check(len(site.store.ids(f, _MOST + 1)))
    options, _ = Options.from_params(pairs)
    answer = Analyst(site.store, site.collection).answer(f, options)
    selection = select(site.store, site.collection, site.geodata, f, link_to(address, f))
    svg = chart_svg(name, answer, selection)
    data = as_png(svg) if form == "png" else svg.encode()
    return Takeaway(data, picture.media_type, file_name(selection, picture, name))
