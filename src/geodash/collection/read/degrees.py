"""Reading numbers and coordinates as people write them: other digits, signs, degrees and minutes.

What can only mean one number is read, and said; else the problem names the part that can't be read.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from geodash.domain.typography import is_invisible

_SIGNS = str.maketrans(
    {
        "−": "-", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "﹣": "-", "－": "-",
        "º": "°", "˚": "°", "∘": "°", "′": "'", "’": "'", "‘": "'", "ʹ": "'", "´": "'", "`": "'", "＇": "'",
        "″": '"', "”": '"', "“": '"', "ʺ": '"', "＂": '"', "٫": ".", "．": ".", "，": ",", "＋": "+", "：": ":",
    }
)  # fmt: skip
_NUMBER = r"\d+(?:[.,]\d+)?|[.,]\d+"
_PLAIN = re.compile(rf"([+-]?)(?:{_NUMBER}|\d+\.)")
#: As spreadsheets write a number that they shortened; a letter E alone is a direction.
_POWER = re.compile(r"[+-]?\d(?:[.,]\d+)?[eE][+-]\d{1,2}")
_PARTS = re.compile(
    rf"(?P<deg>{_NUMBER})(?P<unit>\s*(?:°|:|degrees?|deg\.?|d)\s*|\s+|$)"
    rf"(?:(?P<min>{_NUMBER})(?P<tick>\s*(?:'(?!')|:|minutes?|min\.?|m)\s*|\s+|$)"
    rf"(?:(?P<sec>{_NUMBER})\s*(?:\"|''|seconds?|sec\.?|s)?)?)?",
    re.IGNORECASE,
)
_DIRECTION = r"north|south|east|west|[NSEWO]"
_FIRST = re.compile(rf"({_DIRECTION})\b\.?\s*(?=[\d.+°-])|([NSEWO])(?=[\d.+-])", re.IGNORECASE)
_LAST = re.compile(rf"(?<=[\d°'\"\s.msdg])({_DIRECTION})\.?$", re.IGNORECASE)
_PAIR = re.compile(
    r"(?:geo:)?\(?\s*([+-]?\d+\.\d+)\s*[,;/ ]\s*([+-]?\d+\.\d+)\s*\)?"
    r"|\(?\s*([+-]?\d+,\d+)\s*[;/ ]\s*([+-]?\d+,\d+)\s*\)?"
)
#: Which directions a column has; the second is below zero.
_AXES = {"latitude": "NS", "longitude": "EW"}
_HOW = "Write degrees as a number with a decimal point, such as 39.2."


@dataclass(frozen=True, slots=True)
class Number:
    """What a cell says: a number, or ``None`` with the reason. ``code`` is blank when it is plain."""

    value: float | None
    code: str = ""
    reason: str = ""
    fix: str = ""
    #: A direction that belongs to the other column: ``E`` or ``W`` in a latitude.
    other: str = ""


def western(text: str) -> str:
    """Digits of any script, signs and blanks in their ASCII form; characters without width are left out."""
    if text.isascii():
        return text
    seen = (c for c in text.translate(_SIGNS) if not is_invisible(c))
    plain = "".join(str(unicodedata.decimal(c, c)) for c in seen)
    return "".join(" " if c.isspace() else c for c in plain).strip()


def read_number(cell: str) -> Number:
    """A number with a decimal point; a comma, other digits and signs are read and said."""
    text = western(cell.strip())
    if len(text) > 40:
        return _unread("This is not a number.", "Write digits and a decimal point.")
    if _PLAIN.fullmatch(text) or _POWER.fullmatch(text):
        value = float(text.replace(",", "."))
        if text == cell.strip() and "," not in text and not _POWER.fullmatch(text):
            return Number(value)
        shown = f"{value:.10g}"
        if text == cell.strip() and "," in text:
            reason = f"The comma was read as a decimal point: {shown}."
            return Number(value, "decimal-comma", reason, "Write a decimal point.")
        return Number(value, "number-form", f"It was read as {shown}.", f"Write {shown}.")
    return _unread(_why_not(text), "Write digits and a decimal point.")


def read_degrees(cell: str, column: str) -> Number:
    """A latitude or longitude, by the name of its column; also in degrees, minutes and seconds."""
    plain = read_number(cell)
    if plain.value is not None or len(cell) > 60 or not any(map(str.isdecimal, cell)):
        return plain
    text, letters = _directions(western(cell.strip()))
    if len(letters) > 1:
        return _unread(f"It has two directions: {' and '.join(letters)}.", _HOW)
    direction = letters[0] if letters else ""
    if direction == "O":
        return _unread("O is west in some languages and east in others.", "Write W, E or a sign.")
    if direction and direction not in _AXES[column]:
        other = next(name for name, axis in _AXES.items() if direction in axis)
        reason = f"{direction} is a direction of a {other}, and this is the {column}."
        return Number(None, "number", reason, "See whether the two cells are swapped.", direction)
    sign, text = (text[0], text[1:].strip()) if text[:1] in ("+", "-") else ("", text)
    below = direction and direction == _AXES[column][1]
    if sign and direction and (sign == "-") != below:
        return _unread(f"The sign {sign} and the letter {direction} contradict each other.", _HOW)
    return _composed(text, column, -1 if sign == "-" or below else 1, bool(direction))


def why_not_whole(cell: str) -> tuple[str, str]:
    """Why a cell is no whole number, and what to write."""
    text = western(cell.strip())
    if match := re.fullmatch(r"(\d+)\s*(?:-|to)\s*(\d+)", text):
        reason = f"These are two numbers, {match[1]} and {match[2]}."
        return reason, "Write the lowest and the highest, each into its own column."
    if re.fullmatch(r"\d{1,3}(?:[,.' ]\d{3})+", text):
        return (
            "Digits are parted into thousands here.",
            f"Write {re.sub(r'[^0-9]', '', text)}, if that is meant.",
        )
    if re.fullmatch(
        r"(?:about|around|over|at least|c\.|ca\.?|[~≈<>≥≤])\s*\d+|\d+\s*(?:\+|-|or more)",
        text,
        re.I,
    ):
        return "This is no exact number.", "Write digits only, and how sure they are into the note."
    return "This is not a whole number.", "Write digits only."


def _directions(text: str) -> tuple[str, list[str]]:
    """The text without the directions before and after it, and these as capital letters."""
    found = []
    for pattern in (_FIRST, _LAST):
        if match := pattern.search(text) if pattern is _LAST else pattern.match(text):
            found.append((match[1] or match[match.lastindex or 1])[0].upper())
            text = (text[: match.start()] + text[match.end() :]).strip()
    return text, found


def _composed(text: str, column: str, sign: int, directed: bool) -> Number:
    """Degrees, and minutes and seconds if there are any."""
    match = None if _PAIR.fullmatch(text) else _PARTS.fullmatch(text)
    if not match:
        return _unread(_why_not(text), _HOW)
    degrees, minutes, seconds = (match[name] for name in ("deg", "min", "sec"))
    if minutes and not (seconds or directed or match["unit"].strip()):
        return _unread(
            "These are two numbers, and nothing says that the second are minutes.",
            f"Write {degrees}°{minutes}′, or one number with a decimal point.",
        )
    for whole, part, name in ((degrees, minutes, "degrees"), (minutes, seconds, "minutes")):
        if part and any(c in whole for c in ".,"):
            return _unread(f"The {name} {whole} have decimals, and something follows them.", _HOW)
    values = [float(p.replace(",", ".")) if p else 0.0 for p in (degrees, minutes, seconds)]
    for value, name, of in ((values[1], "minutes", "degree"), (values[2], "seconds", "minute")):
        if value >= 60:
            return _unread(f"There are {value:g} {name}; a {of} has 60.", _HOW)
    value = sign * round(values[0] + values[1] / 60 + values[2] / 3600, 7)
    return Number(value, "number-form", f"It was read as {value:.10g}.", f"Write {value:.10g}.")


def _why_not(text: str) -> str:
    """Which part of a text is no number."""
    if match := _PAIR.fullmatch(text):
        first, second = (found for found in match.groups() if found)
        return f"These are two numbers, {first} and {second}; each has a cell of its own."
    if text.count(".") > 1 and re.fullmatch(r"[+-]?[\d.]+", text):
        return "There is more than one decimal point."
    if re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3})*,\d+|[+-]?[\d.,]+", text) and re.search(r"\d", text):
        return "Which of the points and commas is the decimal point is not certain."
    if not re.search(r"\d", text):
        return "This is not a number."
    odd = re.search(r"[^\W\d]+|[^\s\d.,+'\"°:-]+", text)
    if odd and odd[0].lower() not in ("d", "m", "s"):
        return f"This is not a number: “{odd[0][:20]}” is no part of one."
    return "This is not a number."


def _unread(reason: str, fix: str) -> Number:
    return Number(None, "number", reason, fix)
