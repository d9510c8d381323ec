"""Formats that are known: each a table from its columns to the contract."""
