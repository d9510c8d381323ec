"""Proposals: what an article seems to tell, found offline; nobody’s coding until somebody takes it."""
