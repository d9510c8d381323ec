"""A new version of a coded article: which words became which, what an editor has to decide, taking it."""
