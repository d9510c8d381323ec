"""Writing a collection's files: whole or not at all, one writer at a time, never over a newer one."""
