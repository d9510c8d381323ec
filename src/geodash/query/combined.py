"""Combinations: what many events have in common stands once and has a number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

#: Below the end of 64 bits.
_MOST = 2**62


def combined(columns: Iterable[Any]) -> tuple[np.ndarray, np.ndarray]:
    """Of each row the number of its combination of values, and of each combination its first row.

    Columns are arrays of Arrow or NumPy; null is a value like others.
    """
    key = np.zeros(1, dtype=np.int64)
    size = 1
    for column in columns:
        code, many = _codes(column)
        if size * many > _MOST:
            key, seen = pd.factorize(key)
            size = len(seen)
        key = key * many + code
        size *= max(1, many)
    number, seen = pd.factorize(key)
    first = np.empty(len(seen), dtype=np.int64)
    # Of what is written to one place several times the last stays.
    first[number[::-1]] = np.arange(len(number))[::-1]
    return number.astype(np.int32), first


def _codes(column: Any) -> tuple[np.ndarray, int]:
    if isinstance(column, np.ndarray):
        code, seen = pd.factorize(column)
        return code.astype(np.int64), len(seen)
    coded = column
    if not pa.types.is_dictionary(column.type):
        coded = pc.dictionary_encode(column, null_encoding="encode")
    return coded.indices.to_numpy().astype(np.int64), len(coded.dictionary)
