"""Briefings as files: read, tidied, checked, written."""
