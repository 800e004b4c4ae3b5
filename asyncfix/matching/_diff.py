"""Which items two sequences have in common, by the shortest edit script."""

from __future__ import annotations

from collections.abc import Sequence

MAX_DISTANCE = 500
"""Insertions and deletions; sequences further apart count as different throughout, for memory grows with its square."""


def common(old: Sequence[object], new: Sequence[object]) -> list[tuple[int, int]]:
    """Pairs of indexes of equal items, both rising; as many as there can be."""
    limit = min(len(old), len(new))
    head = 0
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    inner = _middle(old[head : len(old) - tail], new[head : len(new) - tail])
    return [
        *((index, index) for index in range(head)),
        *((head + i, head + j) for i, j in inner),
        *((len(old) - tail + index, len(new) - tail + index) for index in range(tail)),
    ]


def _middle(old: Sequence[object], new: Sequence[object]) -> list[tuple[int, int]]:
    """Myers's greedy search: for each number of edits, how far each diagonal gets."""
    reach = {1: 0}
    history: list[dict[int, int]] = []
    for distance in range(min(len(old) + len(new), MAX_DISTANCE) + 1):
        history.append(reach.copy())
        for diagonal in range(-distance, distance + 1, 2):
            down = diagonal == -distance or (diagonal != distance and reach[diagonal - 1] < reach[diagonal + 1])
            i = reach[diagonal + 1] if down else reach[diagonal - 1] + 1
            while i < len(old) and i - diagonal < len(new) and old[i] == new[i - diagonal]:
                i += 1
            reach[diagonal] = i
            if i >= len(old) and i - diagonal >= len(new):
                return _traced(history, len(old), len(new))
    return []


def _traced(history: list[dict[int, int]], i: int, j: int) -> list[tuple[int, int]]:
    """The equal pairs on the way back from the end."""
    pairs: list[tuple[int, int]] = []
    for distance in range(len(history) - 1, -1, -1):
        reach, diagonal = history[distance], i - j
        down = diagonal == -distance or (diagonal != distance and reach[diagonal - 1] < reach[diagonal + 1])
        before = diagonal + 1 if down else diagonal - 1
        start = reach[before] if down else reach[before] + 1
        while i > start:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        i, j = reach[before], reach[before] - before
    pairs.reverse()
    return pairs
