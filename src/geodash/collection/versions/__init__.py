"""Versions of a collection: opened from a folder, a zip or a revision, and compared."""
