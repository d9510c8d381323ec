"""Collections on disk: read, validate, anchor, check for fairness, write."""

from geodash.collection.load import CollectionError, load
from geodash.collection.read.geodata import Geodata

__all__ = ["CollectionError", "Geodata", "load"]
