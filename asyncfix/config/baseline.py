"""The baseline: findings that a team decided to live with, so that runs tell of new ones only.

It is a file of JSON that belongs into the repository. A finding is known in it by its file, recipe, call,
function and the code of its lines, and not by their numbers: other changes to the file don't bring it back.
Where the same code stands several times in a function, they are counted.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from asyncfix.errors import UsageError
from asyncfix.fixes import FileReport, Finding

_FORMAT = 1


class KnownFindings(NamedTuple):
    """A finding, as a baseline knows it."""

    path: str  # with slashes, from the folder of the baseline file
    recipe: str
    call: str
    function: str
    code: str  # the lines it stands on, white space as single spaces


class Baseline:
    """The findings of one baseline file."""

    def __init__(self, file: str, known: Iterable[KnownFindings] = ()) -> None:
        self.file = os.path.abspath(file)
        self._known = Counter(known)
        self._paths = {one.path for one in self._known}

    @classmethod
    def load(cls, file: str) -> Baseline:
        """Read a baseline. Raises UsageError where it is missing, or is none."""
        try:
            with open(file, "rb") as stream:
                data = json.loads(stream.read())
            return cls(file, _entries(data))
        except FileNotFoundError:
            raise UsageError(
                f"there is no baseline {file}: `asyncfix review --baseline {file}` makes one of what is rejected"
            ) from None
        except OSError as error:
            raise UsageError(f"the baseline {file} can't be read: {error.strerror}") from error
        except (ValueError, TypeError, KeyError) as error:
            raise UsageError(f"the baseline {file} is damaged ({error}): restore it, or delete it") from error

    def __len__(self) -> int:
        return sum(self._known.values())

    def applied(self, report: FileReport, text: Callable[[], str]) -> FileReport:
        """The report with those findings silenced that the baseline knows.

        `text` gives the text that was analysed; it is asked only where the baseline knows the file.
        """
        path = self._relative(report.path)
        if path not in self._paths:
            return report
        code, left = text(), self._known.copy()
        why = f"known in the baseline {os.path.basename(self.file)}"
        findings = []
        for finding in report.findings:
            known = self.entry(report.path, finding, code)
            if not finding.suppressed and left[known] > 0:
                left[known] -= 1
                finding = replace(finding, fixes=(), skip="", suppressed=why)
            findings.append(finding)
        return replace(report, findings=tuple(findings))

    def entry(self, path: str, finding: Finding, text: str) -> KnownFindings:
        """A finding, as this baseline would know it."""
        return KnownFindings(
            self._relative(path), finding.recipe, finding.call, finding.function, code_of(text, finding)
        )

    def add(self, entries: Iterable[KnownFindings]) -> int:
        """Take up findings; returns how many are new."""
        before = len(self)
        self._known |= Counter(entries)
        return len(self) - before

    def save(self) -> None:
        """Write the file, whole or not at all. Raises UsageError where that can't be."""
        entries = [
            {**known._asdict(), **({"count": count} if count > 1 else {})}
            for known, count in sorted(self._known.items())
            if count
        ]
        text = json.dumps({"asyncfix-baseline": _FORMAT, "findings": entries}, indent=1, ensure_ascii=False) + "\n"
        temporary = f"{self.file}.{os.getpid()}.tmp"
        try:
            try:
                with open(temporary, "x", encoding="utf-8", errors="surrogatepass", newline="\n") as stream:
                    stream.write(text)
                    stream.flush()
                    os.fsync(stream.fileno())
                os.replace(temporary, self.file)
            except BaseException:
                if os.path.exists(temporary):
                    os.unlink(temporary)
                raise
        except OSError as error:
            raise UsageError(f"the baseline {self.file} can't be written: {error.strerror}") from error

    def _relative(self, path: str) -> str:
        try:
            return os.path.relpath(os.path.abspath(path), os.path.dirname(self.file)).replace(os.sep, "/")
        except ValueError:  # another drive
            return os.path.abspath(path)


def code_of(text: str, finding: Finding) -> str:
    """The lines that a finding stands on, with all white space as single spaces."""
    start = text.rfind("\n", 0, finding.span.start) + 1
    end = text.find("\n", max(finding.span.end - 1, 0))
    return " ".join(text[start : end if end >= 0 else len(text)].split())


def _entries(data: Any) -> Iterable[KnownFindings]:
    if not isinstance(data, dict) or data.get("asyncfix-baseline") != _FORMAT:
        raise ValueError("it is no baseline of this version")
    for entry in data["findings"]:
        known = KnownFindings(*(str(entry[name]) for name in KnownFindings._fields))
        yield from [known] * int(entry.get("count", 1))
