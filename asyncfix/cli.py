"""The command line. The only module that prints and exits.

Exit codes: 0 nothing left to do, 1 findings remain or fixes are available, 2 the tool could not do
its job, 130 interrupted.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from asyncfix import __version__
from asyncfix.errors import AsyncfixError, UsageError

if TYPE_CHECKING:
    from asyncfix.baseline import Baseline
    from asyncfix.config import Settings
    from asyncfix.report.model import Detail, RunResult

OK, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130
_OBJECTS = 50_000
"""New objects after which garbage is looked for: what is imported, parsed and found are many, and hardly any are."""


class _Group(TyperGroup):
    """Turns what a command raises into a message and an exit code, before typer does so in its own way.

    The commands of `asyncfix recipe` are loaded when they are asked for.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), "recipe"]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name != "recipe":
            return super().get_command(ctx, cmd_name)
        from asyncfix.cli_recipe import app as recipe_app

        return typer.main.get_command(recipe_app)

    def invoke(self, ctx: Any) -> Any:
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except AsyncfixError as error:
            _complain(str(error))
            code = error.exit_code
        except KeyboardInterrupt:
            _complain("interrupted")
            code = INTERRUPTED
        except OSError as error:
            if error.filename is not None:
                raise
            # Whoever reads us has gone, or the disk is full: the interpreter must not fail again when it closes stdout.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if not isinstance(error, BrokenPipeError):
                _complain(f"standard input or output failed: {error.strerror}")
            code = FAILED
        raise typer.Exit(code)


app = typer.Typer(
    cls=_Group,
    name="asyncfix",
    help="Finds the calls that block an asyncio event loop and rewrites them.",
    epilog="Exit codes: 0 nothing left to do, 1 findings remain or fixes are available, 2 the tool could not do it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Format(StrEnum):
    """How a run reports."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


class ListFormat(StrEnum):
    """How a list is printed."""

    TEXT = "text"
    JSON = "json"


def main() -> None:
    """The console script."""
    _prepare_streams()
    gc.set_threshold(_OBJECTS)
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        gc.freeze()  # the process ends, so nothing has to be found that could be given back


def _prepare_streams() -> None:
    """Standard streams that the caller closed (`>&-`) read nothing and swallow everything; output is buffered.

    An unbuffered stream (PYTHONUNBUFFERED) drops what the operating system does not take at once.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    out = sys.stdout
    if isinstance(out, io.TextIOWrapper) and isinstance(out.buffer, io.RawIOBase):
        encoding, errors = out.encoding, out.errors
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(out.detach()), encoding, errors, line_buffering=True)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"asyncfix {__version__}")
        raise typer.Exit


@app.callback()
def _app(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


_PATHS = typer.Argument(help="Files and folders; - for standard input with --stdin-filename.", show_default=False)
_SELECT = typer.Option("--select", help="Run only these recipes (comma-separated, repeatable).", metavar="NAMES")
_IGNORE = typer.Option("--ignore", help="Don't run these recipes.", metavar="NAMES")
_EXCLUDE = typer.Option("--exclude", help="Pass by what matches, besides the settings' excludes.", metavar="PATTERN")
_RECIPES = typer.Option("--recipes", help="Load the recipes of this folder too. Runs its code.", metavar="DIR")


@app.command()
def run(
    paths: Annotated[list[Path] | None, _PATHS] = None,
    write: Annotated[bool, typer.Option("--write", "-w", help="Make every safe fix.")] = False,
    unsafe: Annotated[
        bool | None, typer.Option("--unsafe/--no-unsafe", help="Also the fixes marked for review.", show_default=False)
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="One line a finding, no diffs; change nothing.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print one plain unified diff, for git apply.")] = False,
    select: Annotated[list[str] | None, _SELECT] = None,
    ignore: Annotated[list[str] | None, _IGNORE] = None,
    exclude: Annotated[list[str] | None, _EXCLUDE] = None,
    recipes: Annotated[list[Path] | None, _RECIPES] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to report.")] = Format.TEXT,
    offload: Annotated[
        str | None,
        typer.Option(
            "--offload",
            help="How to run functions in a thread: auto, starlette, asyncio, anyio or executor.",
            metavar="WAY",
            show_default=False,
        ),
    ] = None,
    severity: Annotated[
        str | None,
        typer.Option("--severity", help="The least severity: low, medium or high.", metavar="LEVEL"),
    ] = None,
    stdin_filename: Annotated[
        str | None, typer.Option("--stdin-filename", help="The path that standard input stands for.", metavar="PATH")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", help="Processes; 0 for as many as are useful.", show_default=False)
    ] = None,
    cache: Annotated[
        bool | None, typer.Option("--cache/--no-cache", help="Remember results between runs.", show_default=False)
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="Pass by the findings that FILE holds.", metavar="FILE")
    ] = None,
    http_client: Annotated[
        str | None, typer.Option("--http-client", help="Rewritten HTTP calls: function or shared.", metavar="SCOPE")
    ] = None,
    http_library: Annotated[
        str | None, typer.Option("--http-library", help="Rewritten HTTP calls: httpx or httpx2.", metavar="NAME")
    ] = None,
    http_style: Annotated[
        str | None, typer.Option("--http-style", help="Rewritten HTTP calls: exact or idiomatic.", metavar="STYLE")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo/--no-undo", help="Keep a journal for `asyncfix undo`.")] = True,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 even where findings remain.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the summary.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Suppressed findings and notes, too.")] = False,
) -> None:
    """Find blocking calls in PATHS (default: here) and show how each would be rewritten; --write does it."""
    from asyncfix.config import load

    wanted = tuple(paths or (Path(),))
    from_stdin = Path("-") in wanted
    if from_stdin and len(wanted) > 1:
        raise UsageError("- stands for standard input: give no other path beside it")
    _check_usage(write, check, diff, format, from_stdin, stdin_filename)
    start = (Path(stdin_filename),) if from_stdin and stdin_filename else wanted
    settings = load(start)
    settings = settings.override(
        select=_names(select),
        ignore=_names(ignore),
        recipes=tuple(recipes) if recipes else None,
        jobs=jobs,
        unsafe=unsafe,
        offload=offload,
        severity=severity,
        cache=cache,
        http_client=http_client,
        http_library=http_library,
        http_style=http_style,
        extend_exclude=(*settings.extend_exclude, *exclude) if exclude else None,
    )
    options = _Output(format, diff, check, quiet, verbose, settings)
    if from_stdin and baseline is not None:
        raise UsageError("--baseline is for files on disk: leave it out with -")
    if from_stdin:
        code = _run_stdin(stdin_filename or "<stdin>", settings, write, options)
    else:
        code = _run_paths(wanted, settings, write, undo, options, baseline)
    raise typer.Exit(OK if exit_zero and code == FINDINGS else code)


class _Output:
    """What the options say about the report."""

    def __init__(self, format: Format, diff: bool, check: bool, quiet: bool, verbose: bool, settings: Settings) -> None:
        self.format = format
        self.settings = settings
        self.diff = diff
        self.check = check
        self.quiet = quiet
        self.verbose = verbose

    @property
    def detail(self) -> Detail:
        from asyncfix.report.model import Detail

        if self.quiet:
            return Detail.SUMMARY
        return Detail.LINES if self.check else Detail.DIFFS


def _check_usage(
    write: bool, check: bool, diff: bool, format: Format, from_stdin: bool, stdin_filename: str | None
) -> None:
    if write and check:
        raise UsageError("--write changes files and --check changes nothing: give one of them")
    if write and diff:
        raise UsageError("--diff prints what would change and --write changes it: give one of them")
    if diff and format is not Format.TEXT:
        raise UsageError(f"--diff is a format of its own: leave out --format {format.value}")
    if stdin_filename is not None and not from_stdin:
        raise UsageError("--stdin-filename names what comes from standard input: give - as the only path")


def _names(given: Iterable[str] | None) -> tuple[str, ...] | None:
    if given is None:
        return None
    return tuple(name.strip() for part in given for name in part.split(",") if name.strip())


def _run_paths(
    paths: tuple[Path, ...],
    settings: Settings,
    write: bool,
    journal: bool,
    output: _Output,
    baseline: Path | None = None,
) -> int:
    from asyncfix.decide import by_safety
    from asyncfix.run import Request
    from asyncfix.run import run as run_request

    request = Request(
        paths=paths,
        settings=settings,
        decision=by_safety(settings.unsafe),
        write=write,
        journal=journal,
        command=" ".join(sys.argv[1:]),
        baseline=_baseline(baseline),
    )
    progress = _Progress()
    try:
        result = run_request(request, progress.advance)
    finally:
        progress.close()
    return _print(result, output)


def _baseline(file: Path | None) -> Baseline | None:
    if file is None:
        return None
    from asyncfix.baseline import Baseline

    return Baseline.load(str(file))


def _run_stdin(name: str, settings: Settings, write: bool, output: _Output) -> int:
    from asyncfix.decide import by_safety
    from asyncfix.run import run_on_text

    raw = sys.stdin.buffer.read()
    result, new = run_on_text(raw, name, settings, by_safety(settings.unsafe), write)
    if not write:
        return _print(result, output)
    sys.stdout.buffer.write(new)
    sys.stdout.flush()
    _report(result, output, sys.stderr.write, colour=False)
    return _exit_code(result)


def _exit_code(result: RunResult) -> int:
    from asyncfix.report.model import State

    if any(problem.startswith("interrupted") for problem in result.problems):
        return INTERRUPTED
    if result.problems:
        return FAILED
    done = (State.FIXED, State.SUPPRESSED)
    left = any(outcome.state not in done for file in result.files for outcome in file.outcomes)
    return FINDINGS if left or result.unreadable else OK


def _print(result: RunResult, output: _Output) -> int:
    """Print the report on standard output. Returns the exit code."""
    if not output.diff:
        _report(result, output, sys.stdout.write, colour=_wants_colour())
        return _exit_code(result)
    whole = _print_diff(result)
    for path, reason in result.unreadable:
        _complain(f"{path}: {reason}")
    for problem in result.problems:
        _complain(problem)
    return _exit_code(result) if whole else FAILED


def _print_diff(result: RunResult) -> bool:
    """Print what would change as one patch. Returns False where some of it had to be left out."""
    from asyncfix.report.diff import file_patch

    whole = True
    for file in result.files:
        if file.accepted:
            try:
                sys.stdout.buffer.write(file_patch(file))
            except AsyncfixError as error:
                _complain(f"{file.path}: {error}; its part of the diff is left out")
                whole = False
    return whole


def _report(result: RunResult, output: _Output, write: Callable[[str], Any], colour: bool) -> None:
    """Write the report. `colour` draws it on the terminal that standard output is."""
    _be_lenient()
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
        from asyncfix.view import open_console, print_report

        print_report(open_console(), result, output.detail, output.verbose)
    else:
        from asyncfix.report import plain

        for line in plain.report(result, output.detail, output.verbose):
            write(line + "\n")


def _rules(settings: Settings) -> tuple[Any, ...]:
    from asyncfix.registry import lint_codes
    from asyncfix.report.model import RuleInfo
    from asyncfix.run import all_recipes

    return tuple(
        RuleInfo(recipe.name, recipe.summary, recipe.description, lint_codes(recipe, settings.catalogue))
        for recipe in all_recipes(settings)
    )


def _wants_colour() -> bool:
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def _be_lenient() -> None:
    """Characters that the terminal's encoding lacks are escaped instead of raising."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


class _Progress:
    """A progress bar on a terminal, made when people have waited for a while."""

    PATIENCE = 0.4  # seconds

    def __init__(self) -> None:
        self._bar: Any = None
        self._done = 0
        self._due = time.monotonic() + self.PATIENCE

    def advance(self, done: int, total: int) -> None:
        if time.monotonic() < self._due or not sys.stderr.isatty():
            return
        if self._bar is None:
            from asyncfix.view import Progress

            self._bar = Progress("scanning", total, delay=0)
            self._bar.__enter__()
        self._bar.advance(done - self._done)
        self._done = done

    def close(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)


class ReviewOrder(StrEnum):
    """In which order changes are shown."""

    PATH = "path"
    SEVERITY = "severity"
    RECIPE = "recipe"


@app.command()
def review(
    paths: Annotated[list[Path] | None, _PATHS] = None,
    select: Annotated[list[str] | None, _SELECT] = None,
    ignore: Annotated[list[str] | None, _IGNORE] = None,
    exclude: Annotated[list[str] | None, _EXCLUDE] = None,
    recipes: Annotated[list[Path] | None, _RECIPES] = None,
    order: Annotated[ReviewOrder, typer.Option("--order", help="Which changes come first.")] = ReviewOrder.PATH,
    context: Annotated[int, typer.Option("--context", "-C", min=0, help="Unchanged lines around a change.")] = 3,
    since: Annotated[
        str | None, typer.Option("--since", help="Only lines changed since the branch left REV.", metavar="REV")
    ] = None,
    staged: Annotated[bool, typer.Option("--staged", help="Only lines that are staged in git.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the review that was not ended.")] = False,
    write_as_you_go: Annotated[bool, typer.Option("--write-as-you-go", help="Write after each answer.")] = False,
    commit: Annotated[bool, typer.Option("--commit", help="Make one git commit a recipe when writing.")] = False,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="Pass by what FILE holds, add what is rejected.", metavar="FILE")
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Lines of words, for screen readers.")] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", help="Processes; 0 for as many as are useful.", show_default=False)
    ] = None,
    cache: Annotated[
        bool | None, typer.Option("--cache/--no-cache", help="Remember results between runs.", show_default=False)
    ] = None,
    undo: Annotated[bool, typer.Option("--undo/--no-undo", help="Keep a journal for `asyncfix undo`.")] = True,
) -> None:
    """Go through the changes to PATHS (default: here) one by one, on the terminal; ? shows the keys."""
    from asyncfix.config import load

    _check_terminal()
    if since is not None and staged:
        raise UsageError("--since and --staged each choose the lines: give one of them")
    if commit and write_as_you_go:
        raise UsageError("--commit makes one commit a recipe when all is answered: leave out --write-as-you-go")
    wanted = tuple(paths or (Path(),))
    settings = load(wanted)
    settings = settings.override(
        select=_names(select),
        ignore=_names(ignore),
        recipes=tuple(recipes) if recipes else None,
        jobs=jobs,
        cache=cache,
        extend_exclude=(*settings.extend_exclude, *exclude) if exclude else None,
    )
    raise typer.Exit(
        _review(wanted, settings, order, context, since, staged, resume, write_as_you_go, commit, baseline, plain, undo)
    )


def _check_terminal() -> None:
    """Raise UsageError where nobody can be asked."""
    instead = "use `asyncfix run`, which asks nothing (--write makes the safe changes)"
    if not sys.stdin.isatty():
        raise UsageError(f"review asks questions, and standard input is no terminal: {instead}")
    if not sys.stdout.isatty():
        raise UsageError(f"review draws on a terminal, and standard output is none: {instead}")
    if sys.platform == "win32":
        raise UsageError(f"review needs a Unix terminal; in Windows, WSL has one: {instead}")


def _review(
    paths: tuple[Path, ...],
    settings: Settings,
    order: ReviewOrder,
    context: int,
    since: str | None,
    staged: bool,
    resume: bool,
    as_you_go: bool,
    commit: bool,
    baseline: Path | None,
    plain: bool,
    journal: bool,
) -> int:
    from asyncfix import git
    from asyncfix.baseline import Baseline
    from asyncfix.interactive import Wanted
    from asyncfix.interactive import review as hold_review
    from asyncfix.registry import choose, load
    from asyncfix.review.answers import Order
    from asyncfix.review.feed import Scope

    folder = str(settings.root)
    chosen = choose(load(settings.recipes), settings.select, settings.ignore)
    if commit and git.top(folder) is None:
        raise UsageError(f"--commit: {folder} is in no git repository")
    lines = git.changed_since(folder, since) if since is not None else git.changed_in_index(folder) if staged else None
    known = None
    if baseline is not None:
        known = Baseline.load(str(baseline)) if baseline.exists() else Baseline(str(baseline))
    result = hold_review(
        Wanted(
            Scope(paths, settings, lines, known),
            Order(order.value),
            context,
            as_you_go=as_you_go,
            commit=commit,
            resume=resume,
            plain=plain or os.environ.get("TERM", "dumb") == "dumb",
            journal=journal,
            command=" ".join(sys.argv[1:]),
            baseline=known,
            summaries={recipe.name: recipe.summary for recipe in chosen},
        )
    )
    for line in result.lines:
        typer.echo(line)
    for problem in result.problems:
        _complain(problem)
    return result.code


@app.command()
def undo(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="What was given to the run (default: here).", show_default=False)
    ] = None,
) -> None:
    """Restore the files that the last `run --write` changed, except those edited since."""
    from asyncfix.config import load
    from asyncfix.report.escape import visible
    from asyncfix.write import undo as undo_run

    root = load(tuple(paths or (Path(),))).root
    result = undo_run(root)
    if result.run_id is None:
        typer.echo(f"There is no run to undo in {visible(str(root))}.")
        raise typer.Exit(OK)
    for restored in result.restored:
        typer.echo(f"restored {visible(_relative(restored.path))}{': ' + restored.note if restored.note else ''}")
    for path in result.untouched:
        typer.echo(f"unchanged {visible(_relative(path))}")
    for refused in result.refused:
        _complain(f"{_relative(refused.path)}: {refused.reason}")
    if result.interrupted:
        _complain(f"interrupted: {len(result.left)} files are still as the run left them; undo again")
        raise typer.Exit(INTERRUPTED)
    typer.echo(f"{len(result.restored)} restored, {len(result.refused)} refused.")
    raise typer.Exit(FAILED if result.refused else OK)


@app.command()
def recipes(folders: Annotated[list[Path] | None, _RECIPES] = None) -> None:
    """List the recipes; those that are not bundled with where they come from."""
    from asyncfix.config import load as load_settings
    from asyncfix.registry import BUNDLED
    from asyncfix.report.escape import visible
    from asyncfix.run import all_recipes

    settings = load_settings(()).override(recipes=tuple(folders) if folders else None)
    found = all_recipes(settings, check=True)
    width = max(len(recipe.name) for recipe in found)
    for recipe in found:
        whose = "" if recipe.pack == BUNDLED else f"  [{visible(_relative(recipe.pack))}]"
        typer.echo(f"{recipe.name:{width}}  {visible(recipe.summary)}{whose}")


@app.command()
def explain(
    name: Annotated[str, typer.Argument(help="The name of a recipe.")],
    folders: Annotated[list[Path] | None, _RECIPES] = None,
) -> None:
    """Show one recipe: what it is about, what it leaves alone, and an example of what it does."""
    from asyncfix.config import load as load_settings
    from asyncfix.explain import explanation
    from asyncfix.registry import choose
    from asyncfix.run import all_recipes

    settings = load_settings(()).override(recipes=tuple(folders) if folders else None)
    (recipe,) = choose(all_recipes(settings, check=True), (name,), ())
    for line in explanation(recipe):
        typer.echo(line)


@app.command()
def catalogue(
    filter: Annotated[
        str, typer.Argument(help="A family, a severity, a lint code, or a part of a name.", show_default=False)
    ] = "",
    everything: Annotated[bool, typer.Option("--all", help="Also what does not block but leads to it.")] = False,
    format: Annotated[ListFormat, typer.Option("--format", "-f", help="How to print.")] = ListFormat.TEXT,
) -> None:
    """List what blocks an event loop: the functions and methods that asyncfix knows."""
    from asyncfix.catalogue import catalogue_with
    from asyncfix.config import load
    from asyncfix.listing import as_json, matching, table

    _be_lenient()
    rows = matching(filter, everything, catalogue_with(load(()).catalogue))
    if format is ListFormat.JSON:
        sys.stdout.write(as_json(rows))
        return
    for line in table(rows):
        sys.stdout.write(line + "\n")


def _relative(path: str) -> str:
    here = os.getcwd()
    return os.path.relpath(path, here) if path.startswith(here + os.sep) else path


def _complain(message: str) -> None:
    from asyncfix.report.escape import visible

    with suppress(OSError):  # nobody may be there to hear it
        for number, line in enumerate(message.splitlines()):
            typer.echo(f"asyncfix: {visible(line)}" if not number else f"  {visible(line)}", err=True)
