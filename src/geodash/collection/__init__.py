"""Collections on disk: read, validate, anchor, check for fairness, write."""

from geodash.collection.geodata import Geodata
from geodash.collection.load import CollectionError, load

__all__ = ["CollectionError", "Geodata", "load"]
