"""What a collection is made of, and what follows from it alone: rows, briefings, threads of claims."""
