"""Collections on disk: read, validate, anchor, check for fairness, write."""

from geodash.collection.load import load
from geodash.collection.read.known_places import KnownPlaces
from geodash.collection.sources import CollectionError

__all__ = ["CollectionError", "KnownPlaces", "load"]
