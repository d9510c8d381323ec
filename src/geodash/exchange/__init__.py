"""Formats out and in: one small module each, named in a registry."""
