"""Collections on disk: read, validate, anchor, check for fairness, write."""

from geodash.collection.load import CollectionError, load
from geodash.collection.read.known_places import KnownPlaces

__all__ = ["CollectionError", "KnownPlaces", "load"]
