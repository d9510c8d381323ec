"""What an event is found by where there is no server: in a show that is a file."""

from __future__ import annotations

from geodash.domain.lookup import lookup_of
from geodash.domain.model import Collection, Event
from geodash.geo.names import PlaceNames
from geodash.query.text import document
from geodash.words.dates import date_label


def searched_text(collection: Collection, names: PlaceNames, event: Event) -> str:
    """Title, words, date and note of an event, with every name of its places and actors; folded.

    The browser looks for folded words in it (``assets/show/find.js``) and needs to know no variants.
    """
    actors = (*event.actors, *event.recipients, *event.attributed_to)
    known = [collection.actors[a] for a in actors if a in collection.actors]
    places = [p for p in map(names.place, (event.place_id, *event.about_places)) if p]
    quotes = (m.quote for m in lookup_of(collection).mentions.get(event.event_id, ()))
    texts = (
        *(event.title, event.place_name, date_label(event), event.note),
        *quotes,
        *(name for actor in known for name in (actor.name, *actor.aliases)),
        *(name for place in places for name in place.names),
    )
    return document(dict.fromkeys(texts))
