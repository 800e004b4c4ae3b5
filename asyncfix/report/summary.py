"""The counts of a run, and the sentences that people read of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from asyncfix.report.model import FindingState, RunResult

REASONS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Summary:
    """The sums of a run."""

    counts: tuple[tuple[FindingState, int], ...]  # every state, also those that no finding has
    reasons: tuple[tuple[str, int], ...]  # why findings were skipped, most frequent first
    recipes: tuple[tuple[str, tuple[tuple[FindingState, int], ...]], ...]  # the same counts for each recipe, by name
    refused: tuple[tuple[str, str], ...]  # path and reason of the files that could not be written

    def __getitem__(self, state: FindingState) -> int:
        return dict(self.counts)[state]

    @property
    def findings(self) -> int:
        """All findings but the suppressed ones."""
        return sum(count for state, count in self.counts if state is not FindingState.SUPPRESSED)


def summarize(run: RunResult) -> Summary:
    """The counts of a run."""
    states: Counter[FindingState] = Counter()
    reasons: Counter[str] = Counter()
    recipes: dict[str, Counter[FindingState]] = {}
    for result in run.files:
        for outcome in result.outcomes:
            states[outcome.state] += 1
            recipes.setdefault(outcome.finding.recipe, Counter())[outcome.state] += 1
            if outcome.state is FindingState.SKIPPED:
                reasons[outcome.reason] += 1
    return Summary(
        counts=_every(states),
        reasons=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        recipes=tuple((name, _every(recipes[name])) for name in sorted(recipes)),
        refused=tuple((result.path, result.refused) for result in run.files if result.refused),
    )


def files_line(run: RunResult) -> str:
    """`1,204 files scanned in 0.8 s, 12 would change, 2 can't be read`."""
    parts = [f"{plural(run.scanned, 'file')} scanned in {run.elapsed:.1f} s"]
    parts.append(f"{run.changed:,} {'changed' if run.wrote else 'would change'}")
    if run.unreadable:
        parts.append(f"{len(run.unreadable):,} can't be read")
    return ", ".join(parts)


def advice(summary: Summary) -> str:
    """The next thing to do, in one sentence; empty where nothing is left to do."""
    safe, review = summary[FindingState.FIXABLE], summary[FindingState.REVIEW]
    if safe and review:
        return "--write makes the fixes, --write --unsafe also those to review."
    if safe:
        return "--write makes the fixes."
    return "--write --unsafe makes the fixes to review." if review else ""


def plural(count: int, noun: str) -> str:
    """`1 file`, `1,204 files`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _every(counts: Counter[FindingState]) -> tuple[tuple[FindingState, int], ...]:
    return tuple((state, counts[state]) for state in FindingState)
