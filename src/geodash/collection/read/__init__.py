"""From files to rows: articles, tables, cells, dates, the contract, and the problems met on the way."""
