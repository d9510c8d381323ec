"""What the page Code shows of an article: its text with marks, its events, the card, what is wrong."""
