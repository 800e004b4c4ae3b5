"""The command line. It and the modules named after it alone print and exit.

Exit codes: 0 nothing left to do, 1 findings remain or fixes are available, 2 the tool could not do
its job, 130 interrupted.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from asyncfix import __version__
from asyncfix.cli.output import (
    FAILED,
    FINDINGS,
    INTERRUPTED,
    OK,
    Format,
    Output,
    ProgressReporter,
    be_lenient,
    complain,
    exit_code,
    print_result,
    relative,
    write_report,
)
from asyncfix.cli.shared_options import EXCLUDE, IGNORE, RECIPES, SELECT, names
from asyncfix.errors import AsyncfixError, UsageError
from asyncfix.offload.backends import backend_registry

if TYPE_CHECKING:
    from asyncfix.config.baseline import Baseline
    from asyncfix.config.settings import Settings

_OBJECTS = 50_000
"""New objects after which garbage is looked for: what is imported, parsed and found are many, and hardly any are."""


class _Group(TyperGroup):
    """Turns what a command raises into a message and an exit code, before typer does so in its own way.

    `asyncfix recipe` and `asyncfix review` are loaded when they are asked for.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        first, *others = super().list_commands(ctx)
        return [first, "review", *others, "recipe"]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name == "recipe":
            from asyncfix.cli.recipe_commands import app as commands
        elif cmd_name == "review":
            from asyncfix.cli.review_command import app as commands
        else:
            return super().get_command(ctx, cmd_name)
        return typer.main.get_command(commands)

    def invoke(self, ctx: Any) -> Any:
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except AsyncfixError as error:
            complain(str(error))
            code = error.exit_code
        except KeyboardInterrupt:
            complain("interrupted")
            code = INTERRUPTED
        except OSError as error:
            if error.filename is not None:
                raise
            # Whoever reads us has gone, or the disk is full: the interpreter must not fail again when it closes stdout.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if not isinstance(error, BrokenPipeError):
                complain(f"standard input or output failed: {error.strerror}")
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


class ListFormat(StrEnum):
    """The formats of a list."""

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


@app.command()
def run(
    paths: Annotated[list[Path] | None, _PATHS] = None,
    write: Annotated[bool, typer.Option("--write", "-w", help="Make every safe fix.")] = False,
    unsafe: Annotated[
        bool | None, typer.Option("--unsafe/--no-unsafe", help="Also the fixes marked for review.", show_default=False)
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="One line per finding, no diffs; change nothing.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print one plain unified diff, for git apply.")] = False,
    select: Annotated[list[str] | None, SELECT] = None,
    ignore: Annotated[list[str] | None, IGNORE] = None,
    exclude: Annotated[list[str] | None, EXCLUDE] = None,
    recipes: Annotated[list[Path] | None, RECIPES] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to report.")] = Format.TEXT,
    offload: Annotated[
        str | None,
        typer.Option(
            "--offload",
            help=f"How to run functions in a thread: {', '.join(backend_registry.choices())}.",
            metavar="WAY",
            show_default=False,
        ),
    ] = None,
    severity: Annotated[
        str | None,
        typer.Option("--severity", help="Minimum severity to report: low, medium or high.", metavar="LEVEL"),
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
        Path | None, typer.Option("--baseline", help="Skip the findings that FILE holds.", metavar="FILE")
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
    from asyncfix.config.settings import load

    wanted = tuple(paths or (Path(),))
    from_stdin = Path("-") in wanted
    if from_stdin and len(wanted) > 1:
        raise UsageError("- stands for standard input: give no other path beside it")
    _check_usage(write, check, diff, format, from_stdin, stdin_filename)
    start = (Path(stdin_filename),) if from_stdin and stdin_filename else wanted
    settings = load(start)
    settings = settings.override(
        select=names(select),
        ignore=names(ignore),
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
    options = Output(format, diff, check, quiet, verbose, settings)
    if from_stdin and baseline is not None:
        raise UsageError("--baseline is for files on disk: leave it out with -")
    if from_stdin:
        code = _run_stdin(stdin_filename or "<stdin>", settings, write, options)
    else:
        code = _run_paths(wanted, settings, write, undo, options, baseline)
    raise typer.Exit(OK if exit_zero and code == FINDINGS else code)


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


def _run_paths(
    paths: tuple[Path, ...],
    settings: Settings,
    write: bool,
    journal: bool,
    output: Output,
    baseline: Path | None = None,
) -> int:
    from asyncfix.rewrite.fix_selection import by_safety
    from asyncfix.run.run import RunRequest
    from asyncfix.run.run import run as run_request

    request = RunRequest(
        paths=paths,
        settings=settings,
        decision=by_safety(settings.unsafe),
        write=write,
        journal=journal,
        command=" ".join(sys.argv[1:]),
        baseline=_baseline(baseline),
    )
    progress = ProgressReporter()
    try:
        result = run_request(request, progress.advance)
    finally:
        progress.close()
    return print_result(result, output)


def _baseline(file: Path | None) -> Baseline | None:
    if file is None:
        return None
    from asyncfix.config.baseline import Baseline

    return Baseline.load(str(file))


def _run_stdin(name: str, settings: Settings, write: bool, output: Output) -> int:
    from asyncfix.rewrite.fix_selection import by_safety
    from asyncfix.run.run import run_on_text

    raw = sys.stdin.buffer.read()
    result, new = run_on_text(raw, name, settings, by_safety(settings.unsafe), write)
    if not write:
        return print_result(result, output)
    sys.stdout.buffer.write(new)
    sys.stdout.flush()
    write_report(result, output, sys.stderr.write, colour=False)
    return exit_code(result)


@app.command()
def undo(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="What was given to the run (default: here).", show_default=False)
    ] = None,
) -> None:
    """Restore the files that the last `run --write` changed, except those edited since."""
    from asyncfix.config.settings import load
    from asyncfix.report.escape import visible
    from asyncfix.write.write_files import undo as undo_run

    root = load(tuple(paths or (Path(),))).root
    result = undo_run(root)
    if result.run_id is None:
        typer.echo(f"There is no run to undo in {visible(str(root))}.")
        raise typer.Exit(OK)
    for restored in result.restored:
        typer.echo(f"restored {visible(relative(restored.path))}{': ' + restored.note if restored.note else ''}")
    for path in result.untouched:
        typer.echo(f"unchanged {visible(relative(path))}")
    for refused in result.refused:
        complain(f"{relative(refused.path)}: {refused.reason}")
    if result.interrupted:
        complain(f"interrupted: {len(result.left)} files are still as the run left them; undo again")
        raise typer.Exit(INTERRUPTED)
    typer.echo(f"{len(result.restored)} restored, {len(result.refused)} refused.")
    raise typer.Exit(FAILED if result.refused else OK)


@app.command()
def recipes(folders: Annotated[list[Path] | None, RECIPES] = None) -> None:
    """List the recipes; those that are not bundled with where they come from."""
    from asyncfix.config.settings import load as load_settings
    from asyncfix.loading.registry import BUNDLED
    from asyncfix.report.escape import visible
    from asyncfix.run.jobs import all_recipes

    settings = load_settings(()).override(recipes=tuple(folders) if folders else None)
    found = all_recipes(settings, check=True)
    width = max(len(recipe.name) for recipe in found)
    for recipe in found:
        whose = "" if recipe.pack == BUNDLED else f"  [{visible(relative(recipe.pack))}]"
        typer.echo(f"{recipe.name:{width}}  {visible(recipe.summary)}{whose}")


@app.command()
def explain(
    name: Annotated[str, typer.Argument(help="The name of a recipe.")],
    folders: Annotated[list[Path] | None, RECIPES] = None,
) -> None:
    """Show one recipe: what it is about, what it leaves alone, and an example of what it does."""
    from asyncfix.config.settings import load as load_settings
    from asyncfix.loading.registry import choose
    from asyncfix.report.explain import explanation
    from asyncfix.run.jobs import all_recipes

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
    from asyncfix.config.settings import load
    from asyncfix.report.catalogue_listing import as_json, matching, table

    be_lenient()
    rows = matching(filter, everything, catalogue_with(load(()).catalogue))
    if format is ListFormat.JSON:
        sys.stdout.write(as_json(rows))
        return
    for line in table(rows):
        sys.stdout.write(line + "\n")
