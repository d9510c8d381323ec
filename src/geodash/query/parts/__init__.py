"""The parts of a filter, in the order in which they are written."""

from geodash.query.parts.base import EVENTS, Clause, Part
from geodash.query.parts.pairs import PairPart
from geodash.query.parts.source import ArticlePart, BackgroundPart, DatasetPart, SearchPart
from geodash.query.parts.time import DatePart, DatePrecisionPart
from geodash.query.parts.what import KindPart, RolePart, StatusPart, TypePart
from geodash.query.parts.where import BBox, BBoxPart, PlacePart, PrecisionPart
from geodash.query.parts.who import ActorPart

PARTS: tuple[Part, ...] = (
    DatePart(),
    ActorPart(),
    PairPart(),
    KindPart(),
    TypePart(),
    ArticlePart(),
    DatasetPart(),
    StatusPart(),
    RolePart(),
    PrecisionPart(),
    DatePrecisionPart(),
    PlacePart(),
    BBoxPart(),
    SearchPart(),
    BackgroundPart(),
)

__all__ = ["EVENTS", "PARTS", "BBox", "Clause", "Part"]
