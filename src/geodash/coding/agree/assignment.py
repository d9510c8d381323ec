"""Who goes with whom: the one-to-one assignment with the highest sum of scores (the Hungarian method)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_FAR = 10**12


def assignment(rows: int, columns: int, scores: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """Column by row, of pairs with a score above 0 only; the same for the same ``scores`` in any order.

    Rows and columns that no pair joins are solved by themselves.
    """
    found: dict[int, int] = {}
    for mine, theirs in _parts(rows, columns, scores):
        costs = [
            [-scores.get((r, c), 0) for c in theirs] + [0] * len(mine) for r in mine
        ]  # a row may stay alone
        for at, column in enumerate(_solved(costs)):
            if column < len(theirs) and scores.get((mine[at], theirs[column]), 0) > 0:
                found[mine[at]] = theirs[column]
    return found


def _parts(
    rows: int, columns: int, scores: Mapping[tuple[int, int], int]
) -> list[tuple[list[int], list[int]]]:
    """Rows and columns that hang together, each part in order."""
    owner = list(range(rows + columns))

    def top(at: int) -> int:
        while owner[at] != at:
            owner[at] = owner[owner[at]]
            at = owner[at]
        return at

    for (r, c), score in scores.items():
        if score > 0:
            a, b = top(r), top(rows + c)
            owner[max(a, b)] = min(a, b)
    found: dict[int, tuple[list[int], list[int]]] = {}
    for at in range(rows + columns):
        mine, theirs = found.setdefault(top(at), ([], []))
        if at < rows:
            mine.append(at)
        else:
            theirs.append(at - rows)
    return [part for part in found.values() if all(part)]


def _solved(costs: Sequence[Sequence[int]]) -> list[int]:
    """The column of each row at the lowest sum; there are at least as many columns as rows.

    Kuhn and Munkres with potentials, in whole numbers, so that nothing depends on rounding.
    """
    n, m = len(costs), len(costs[0])
    of_row, of_column = [0] * (n + 1), [0] * (m + 1)
    taken, way = [0] * (m + 1), [0] * (m + 1)
    for row in range(1, n + 1):
        taken[0], column = row, 0
        least, used = [_FAR] * (m + 1), [False] * (m + 1)
        while taken[column]:
            used[column] = True
            here, step, following = taken[column], _FAR, 0
            for other in range(1, m + 1):
                if used[other]:
                    continue
                cost = costs[here - 1][other - 1] - of_row[here] - of_column[other]
                if cost < least[other]:
                    least[other], way[other] = cost, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(m + 1):
                if used[other]:
                    of_row[taken[other]] += step
                    of_column[other] -= step
                else:
                    least[other] -= step
            column = following
        while column:
            taken[column], column = taken[way[column]], way[column]
    found = [0] * n
    for column in range(1, m + 1):
        if taken[column]:
            found[taken[column] - 1] = column - 1
    return found
