"""Fits the weights of signs by which names of places are told from others; ``python benchmarks/place_names.py FOLDER``.

FOLDER holds the corpora (``benchmarks/corpora.py``). Prints for each corpus how weights do that were fitted on the others,
without and with spaCy's labels; ``--write`` writes those fitted on all into ``coding/propose/weights.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from corpora import NAMES, Document, load

from geodash.coding.propose import spacy_, weights
from geodash.coding.propose.names import Names
from geodash.coding.propose.places import ENOUGH, PLACE_LABELS
from geodash.coding.propose.signs import Signs
from geodash.coding.propose.tokens import text_of
from geodash.geo.layers import GeoData

#: Of one document: each candidate's bounds and signs, and the bounds that are right.
Scored = tuple[list[tuple[int, int, dict[str, float]]], set[tuple[int, int]]]
_STRENGTH, _ROUNDS = 1.0, 40


def scored(names: Names, document: Document, *, labelled: bool) -> Scored:
    """The candidates of a document."""
    text = text_of(document.text)
    labels = spacy_.labels(text) if labelled else None
    seen = [at for at, label in (labels or {}).items() if label in PLACE_LABELS]
    found = [n for n in names.of(text, seen) if n.start > document.body]
    signs = Signs(text, found, labels)
    gold = {(g.start, g.end) for g in document.gold if not g.is_demonym}
    return [(n.start, n.end, signs.of(n)) for n in found], gold


def fitted(documents: Sequence[Scored]) -> dict[str, float]:
    """Weights by logistic regression with a ridge, by Newton's steps."""
    signs = sorted({sign for found, _ in documents for *_, has in found for sign in has})
    column = {sign: n for n, sign in enumerate(signs)}
    rows = [(has, (s, e) in gold) for found, gold in documents for s, e, has in found]
    x, y = np.zeros((len(rows), len(signs))), np.array([right for _, right in rows], float)
    for n, (has, _) in enumerate(rows):
        for sign, much in has.items():
            x[n, column[sign]] = much
    w = np.zeros(len(signs))
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        curve = x.T @ (x * (p * (1 - p) + 1e-6)[:, None]) + _STRENGTH * np.eye(len(signs))
        w += np.linalg.solve(curve, x.T @ (y - p) - _STRENGTH * w)
    return dict(zip(signs, w.tolist(), strict=True))


def exact(documents: Sequence[Scored], by: Mapping[str, float]) -> tuple[float, float, float]:
    """Precision, recall and F1 of exact bounds."""
    hits = found = there = 0
    for candidates, gold in documents:
        taken = {
            (s, e)
            for s, e, has in candidates
            if sum(by.get(k, 0) * v for k, v in has.items()) > ENOUGH
        }
        hits, found, there = hits + len(taken & gold), found + len(taken), there + len(gold)
    precision, recall = hits / max(found, 1), hits / max(there, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main(folder: Path, *, write: bool) -> None:
    """Print the figures."""
    names = Names(GeoData().place_search)
    out = [f'"""{(weights.__doc__ or "").strip()}"""\n\nfrom __future__ import annotations\n']
    whats = {
        "WEIGHTS": "Sign → weight; a name is taken for a place’s where the sum is high enough (``places.ENOUGH``).",
        "WITH_LABELS": "The same where another engine’s labels are known.",
    }
    for what, labelled in (("WEIGHTS", False), ("WITH_LABELS", True)):
        if labelled and not spacy_.is_there():
            print("spaCy is not installed: its weights stay as they are")
            fit = weights.WITH_LABELS
        else:
            each = {
                n: [scored(names, d, labelled=labelled) for d in load(folder, n)] for n in NAMES
            }
            for name in NAMES:
                others = [d for other in NAMES if other != name for d in each[other]]
                shown = "/".join(f"{v:.3f}"[1:] for v in exact(each[name], fitted(others)))
                print(f"{name}, {spacy_.engine_name() if labelled else 'rules'}: P/R/F1 {shown}")
            fit = fitted([d for documents in each.values() for d in documents])
        rows = "".join(f'    "{sign}": {weight:.2f},\n' for sign, weight in sorted(fit.items()))
        out.append(f"\n#: {whats[what]}\n{what}: dict[str, float] = {{\n{rows}}}\n")
    if write:
        Path(str(weights.__file__)).write_text("".join(out), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), write="--write" in sys.argv)
