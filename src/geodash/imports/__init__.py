"""Bringing files of other people's events into a collection: recognised, mapped, planned, taken."""
