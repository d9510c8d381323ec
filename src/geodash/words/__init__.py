"""Our own voice in English: lists, dates, periods, precision, labels. Each word has its home here."""
