"""What is not clear at first sight, explained where it stands: signs of the map, words of the page."""

from __future__ import annotations

TERMS = {
    "disc": "So many events stand too near each other to be drawn apart. Zoom in, or choose the disc.",
    "soft": "The articles name the place only roughly: near a town, in a district, along a road. The "
    "mark stands in the middle of what they name; the place itself may be anywhere around it.",
    "one_sided": "One side, or somebody on its behalf, says that this happened; no article says so in "
    "its own voice. The card names who says it, or that no source is named, and what the other side answers.",
    "planned": "Announced or expected when the article was written; not told as having happened.",
    "seat": "No article names a scene. A statement stands at the capital or headquarters of whoever "
    "made it, and what is known by its country alone at the country’s name.",
    "ring": "Nothing shown happened here: a statement that stands elsewhere speaks of this place.",
    "selected": "The event whose card is open; in grey, other parts of the same whole.",
    "area": "The area or road that the selected event is of, or speaks of. It says nothing of whose it is.",
    "line": "From where a statement was made to what its words are about. It is not a movement.",
    "moved": "Marks that would lie on each other stand apart. The dot at the end of the line is where the mark belongs.",
    "background": "History told in passing: earlier events that an article recalls to explain its "
    "news. Hidden at first, so that they do not stand among the news.",
    "plover": "PLOVER is a scheme by which researchers code political events: demand, threaten, agree, "
    "assault … Each kind of this page joins several of its types.",
    "side": "“Acted”: did, said or demanded something. “Was acted on”: something was done, said or "
    "demanded to or with it. Neither says who was right.",
}
