"""Names of places as English texts print them: Khan Yunis, where the source has Khān Yūnis."""

from __future__ import annotations

import unicodedata

#: Where a Latin name is a transliteration: its marks say how another script spells it, and no newspaper has them.
_TRANSLITERATED = frozenset(
    [
        "AFG", "ARE", "BGD", "BHR", "EGY", "ETH", "IND", "IRN", "IRQ", "ISR", "JOR", "JPN", "KOR", "KWT",
        "LBN", "LBY", "LKA", "MMR", "NPL", "OMN", "PAK", "PRK", "PSE", "QAT", "SAU", "SDN", "SSD", "SYR", "YEM",
    ]
)  # fmt: skip
#: Where only signs of soft letters are.
_SOFTENED = frozenset(["BLR", "RUS", "UKR"])
_SIGNS = str.maketrans("", "", "‘’ʻʼ`")


def plain_name(name: str, country: str) -> str:
    """``name`` without the marks of transliteration, if it is a name of such a ``country`` (its code)."""
    if name.isascii() or country not in _TRANSLITERATED | _SOFTENED:
        return name
    bare = name.translate(_SIGNS)
    if country in _TRANSLITERATED:
        bare = "".join(
            c for c in unicodedata.normalize("NFD", bare) if not unicodedata.combining(c)
        )
    return unicodedata.normalize("NFC", bare).strip()
