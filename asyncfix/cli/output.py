"""The output of the commands: the report of a run, its progress, and complaints on standard error."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import typer

from asyncfix.errors import AsyncfixError

if TYPE_CHECKING:
    from asyncfix.config.settings import Settings
    from asyncfix.report.model import Detail, RunResult

OK, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130


class Format(StrEnum):
    """The formats of a report."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


@dataclass(frozen=True, slots=True)
class Output:
    """The options about the report."""

    format: Format
    diff: bool
    check: bool
    quiet: bool
    verbose: bool
    settings: Settings

    @property
    def detail(self) -> Detail:
        """The detail in which each finding is shown."""
        from asyncfix.report.model import Detail

        if self.quiet:
            return Detail.SUMMARY
        return Detail.LINES if self.check else Detail.DIFFS


def exit_code(result: RunResult) -> int:
    """The exit code of the process after such a result."""
    from asyncfix.report.model import FindingState

    if any(problem.startswith("interrupted") for problem in result.problems):
        return INTERRUPTED
    if result.problems:
        return FAILED
    done = (FindingState.FIXED, FindingState.SUPPRESSED)
    left = any(outcome.state not in done for file in result.files for outcome in file.outcomes)
    return FINDINGS if left or result.unreadable else OK


def print_result(result: RunResult, output: Output) -> int:
    """Print the report on standard output. Returns the exit code."""
    if not output.diff:
        write_report(result, output, sys.stdout.write, colour=_wants_colour())
        return exit_code(result)
    whole = _print_diff(result)
    for path, reason in result.unreadable:
        complain(f"{path}: {reason}")
    for problem in result.problems:
        complain(problem)
    return exit_code(result) if whole else FAILED


def _print_diff(result: RunResult) -> bool:
    """Print what would change as one patch. Returns False where some of it had to be left out."""
    from asyncfix.report.diff import file_patch

    whole = True
    for file in result.files:
        if file.accepted:
            try:
                sys.stdout.buffer.write(file_patch(file))
            except AsyncfixError as error:
                complain(f"{file.path}: {error}; its part of the diff is left out")
                whole = False
    return whole


def write_report(result: RunResult, output: Output, write: Callable[[str], Any], colour: bool) -> None:
    """Write the report. `colour` draws it on the terminal that standard output is."""
    be_lenient()
    if output.format is Format.JSON:
        from asyncfix.report import json

        write(json.report(result))
    elif output.format is Format.SARIF:
        from asyncfix.report import sarif

        write(sarif.report(result, _rules(output.settings)))
    elif output.format is Format.GITHUB:
        from asyncfix.report import github

        write("".join(f"{line}\n" for line in github.report(result)))
    elif colour:
        from asyncfix.terminal.report_view import open_console, print_report

        print_report(open_console(), result, output.detail, output.verbose)
    else:
        from asyncfix.report import plain

        for line in plain.report(result, output.detail, output.verbose):
            write(line + "\n")


def _rules(settings: Settings) -> tuple[Any, ...]:
    from asyncfix.loading.registry import lint_codes
    from asyncfix.report.model import RuleInfo
    from asyncfix.run.jobs import all_recipes

    return tuple(
        RuleInfo(recipe.name, recipe.summary, recipe.description, lint_codes(recipe, settings.catalogue))
        for recipe in all_recipes(settings)
    )


def _wants_colour() -> bool:
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def be_lenient() -> None:
    """Characters that the terminal's encoding lacks are escaped instead of raising."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


class ProgressReporter:
    """A progress bar on a terminal, made when people have waited for a while."""

    PATIENCE = 0.4  # seconds

    def __init__(self) -> None:
        self._bar: Any = None
        self._done = 0
        self._due = time.monotonic() + self.PATIENCE

    def advance(self, done: int, total: int) -> None:
        """So many files of so many are done."""
        if time.monotonic() < self._due or not sys.stderr.isatty():
            return
        if self._bar is None:
            from asyncfix.terminal.report_view import ProgressBar

            self._bar = ProgressBar("scanning", total, delay=0)
            self._bar.__enter__()
        self._bar.advance(done - self._done)
        self._done = done

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)


def relative(path: str) -> str:
    """The path as people in the current folder write it; unchanged where it lies elsewhere."""
    here = os.getcwd()
    return os.path.relpath(path, here) if path.startswith(here + os.sep) else path


def complain(message: str) -> None:
    """Say it on standard error, further lines indented."""
    from asyncfix.report.escape import visible

    with suppress(OSError):  # nobody may be there to hear it
        for number, line in enumerate(message.splitlines()):
            typer.echo(f"asyncfix: {visible(line)}" if not number else f"  {visible(line)}", err=True)
