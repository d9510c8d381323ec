"""Text that an XML document may hold."""

from __future__ import annotations

import re

#: What XML 1.0 has no way to write; surrogates can't be encoded at all.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """``text`` with each character that XML can't hold shown as U+FFFD."""
    return UNWRITABLE.sub("\ufffd", text)
