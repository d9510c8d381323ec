"""A second, blind coding of the same articles, and how far it agrees with the first."""
