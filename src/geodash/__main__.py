"""``python -m geodash`` is ``geodash``."""

from geodash.cli import main

main()
