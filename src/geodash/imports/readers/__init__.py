"""Files as tables of text: whatever they are, rows and named columns come out."""
