"""Asking a collection: the filter, its URL, its SQL and its words, and the store that answers."""

from geodash.query.filter import Filter
from geodash.query.parts import BBox
from geodash.query.store import Store
from geodash.query.vocabulary import Vocabulary
from geodash.query.words import Counts, Description

__all__ = ["BBox", "Counts", "Description", "Filter", "Store", "Vocabulary"]
