"""Our own voice in English; each word has its home here, and knows nothing of who says it.

``lists`` and ``numbers`` (several, how many), ``days`` and ``dates`` (a period; an event's or an
article's date), ``precision`` (of a place, of a date), ``labels`` (kinds, status, roles), ``names``,
``says`` (who says so, who doesn’t), ``tolls``, ``texts`` (of others, cut or quoted), ``notes`` (what every
map, page and file says of itself).
"""
