"""Finding the words of a mention in its article, also after the article was edited."""
