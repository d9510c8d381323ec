"""Expressions of days in English, as patterns."""

from __future__ import annotations

import re
from calendar import day_name, month_name

from geodash.words.numbers import NUMBER_WORDS

MONTHS = {name.lower(): n for n, name in enumerate(month_name) if name}
MONTHS |= {name[:3]: n for name, n in MONTHS.items()} | {"sept": 9}
WEEKDAYS = {name.lower(): n for n, name in enumerate(day_name)}
_MONTH = (
    r"(?P<{0}>"
    + "|".join(month_name[1:])
    + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = rf"(?P<weekday>{'|'.join(day_name)})"
_DAY = r"(?P<{0}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:1[5-9]|20)\d\d)"
_PART = (
    r"(?P<part>(?:the\s+)?(?:early|mid|late|end\s+of|beginning\s+of|start\s+of)[\s-]+(?:in\s+)?)"
)
#: Of days, weeks and months that are counted; what is said in words of more is no day.
NUMBERS = {word: n for word, n in NUMBER_WORDS.items() if n <= 10} | {"an": 1, "a": 1}
_NUMBER = rf"(?P<number>{'|'.join(NUMBERS)}|\d{{1,2}})"


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){pattern}(?!\w)", re.IGNORECASE)


#: Each with its name; at one place the first that fits counts, so the longer ones go first.
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", _p(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")),
    ("days", _p(rf"(?:between\s+|from\s+)?{_DAY.format('day')}\s*(?:-|–|to|and|until)\s*{_DAY.format('last')}\s+(?:of\s+)?{_MONTH.format('month')}(?:,?\s+{_YEAR.format('year')})?")),
    ("days", _p(rf"(?:between\s+|from\s+)?{_MONTH.format('month')}\s*{_DAY.format('day')}\s*(?:-|–|to|and|until)\s*{_DAY.format('last')}(?!\d)(?:,?\s+{_YEAR.format('year')})?")),
    ("day", _p(rf"(?:{_WEEKDAY},?\s+(?:the\s+)?)?{_DAY.format('day')}\s+(?:of\s+)?{_MONTH.format('month')}(?:,?\s+{_YEAR.format('year')})?")),
    ("day", _p(rf"(?:{_WEEKDAY},?\s+(?:the\s+)?)?{_MONTH.format('month')}\s*{_DAY.format('day')}(?!\d)(?:,?\s+{_YEAR.format('year')})?")),
    ("month", _p(rf"{_PART}?{_MONTH.format('month')},?\s+(?:of\s+)?{_YEAR.format('year')}")),
    ("month", _p(rf"{_PART}?{_MONTH.format('month')},?\s+(?P<which>this|last|next)\s+year")),
    ("month", _p(rf"(?:(?:in|since|until|by|during|of)\s+|(?P<which>this|last|next)\s+){_PART}?{_MONTH.format('month')}(?!\s*\d)")),
    ("years", _p(rf"(?:between\s+|from\s+){_YEAR.format('year')}\s*(?:-|–|to|and|until)\s*{_YEAR.format('last')}")),
    ("decade", _p(r"(?:the\s+)?(?P<year>(?:1[5-9]|20)\d0)s")),
    ("year", _p(rf"{_PART}{_YEAR.format('year')}")),
    ("year", re.compile(rf"(?<![\w.,$€£-]){_YEAR.format('year')}(?![\w%]|[.,]\d|[-–]\w|\s+(?:km|kilomet|mile|met(?:re|er)|people|troops|soldiers|men|dollars|euros|tons|years))")),
    ("ago", _p(rf"{_NUMBER}\s+(?P<unit>day|week|month|year)s?\s+(?P<way>ago|earlier|before|later|after)")),
    ("same", _p(r"(?:on\s+)?(?:(?:the\s+)?same|that(?:\s+very|\s+same)?)\s+(?P<unit>day|week|month|year)")),
    ("following", _p(r"the\s+(?P<unit>day)\s+(?P<way>after|before)(?=\s*(?:[.,;:)]|$))")),
    ("following", _p(r"(?P<way>next)\s+(?P<unit>day)")),
    ("following", _p(r"the\s+(?P<way>following|next|previous)\s+(?P<unit>day|week|month|year)")),
    ("this", _p(r"(?P<which>this|last|past|next|previous)\s+(?P<unit>week|weekend|month|year)")),
    ("weekend", _p(r"(?:on|over)\s+the\s+weekend")),
    ("recent", _p(r"(?:in|over)\s+(?:the\s+)?(?:recent|last\s+few|past\s+few)\s+(?P<unit>day|week|month|year)s")),
    ("recent", _p(r"(?:most\s+|more\s+)?recently")),
    ("weekday", _p(rf"(?:(?P<which>last|next|this)\s+)?{_WEEKDAY}")),
    ("today", _p(r"(?P<word>the\s+day\s+before\s+yesterday|today|yesterday|tonight|last\s+night|tomorrow)")),
)  # fmt: skip
#: Around an expression that an editor types: what says no other day.
AROUND = re.compile(
    r"^(?:on|early|late|during|in|at)\s+(?:the\s+)?(?=\w)|[\s,]+(?:at\s+|in\s+the\s+|at\s+the\s+)?(?:dawn|noon|midnight|night|morning|afternoon|evening)$",
    re.IGNORECASE,
)
#: Before an expression: only its beginning or its end is told.
SINCE = re.compile(r"(?:since|ever since|from)\s+(?:the\s+)?$", re.IGNORECASE)
UNTIL = re.compile(r"(?:until|till|up to|by)\s+$", re.IGNORECASE)
#: The same where it begins what an editor types.
SINCE_IT = re.compile(r"(?:ever\s+)?since\s+(?:the\s+)?", re.IGNORECASE)
UNTIL_IT = re.compile(r"(?:until|till|up to|by)\s+", re.IGNORECASE)
AFTER = re.compile(r"(?:after|following|before|prior to)\s+(?:the\s+)?$", re.IGNORECASE)
#: Said of what is still to come.
AHEAD = re.compile(
    r"\b(?:will|scheduled|planned|upcoming|is to|are to|due|headed to|set to|next)\b", re.IGNORECASE
)
