"""`asyncfix review`: changes one by one, on the terminal. `cli` loads it when it is called."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asyncfix.cli.output import complain
from asyncfix.cli.shared_options import EXCLUDE, IGNORE, RECIPES, SELECT, names
from asyncfix.errors import UsageError
from asyncfix.review.decisions import Order

if TYPE_CHECKING:
    from asyncfix.config.settings import Settings

_PATHS = typer.Argument(help="Files and folders.", show_default=False)

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


@app.command()
def review(
    paths: Annotated[list[Path] | None, _PATHS] = None,
    select: Annotated[list[str] | None, SELECT] = None,
    ignore: Annotated[list[str] | None, IGNORE] = None,
    exclude: Annotated[list[str] | None, EXCLUDE] = None,
    recipes: Annotated[list[Path] | None, RECIPES] = None,
    order: Annotated[Order, typer.Option("--order", help="Which changes come first.")] = Order.PATH,
    context: Annotated[int, typer.Option("--context", "-C", min=0, help="Unchanged lines around a change.")] = 3,
    since: Annotated[
        str | None, typer.Option("--since", help="Only lines changed since the branch left REV.", metavar="REV")
    ] = None,
    staged: Annotated[bool, typer.Option("--staged", help="Only lines that are staged in git.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the review that was not ended.")] = False,
    write_as_you_go: Annotated[bool, typer.Option("--write-as-you-go", help="Write after each answer.")] = False,
    commit: Annotated[bool, typer.Option("--commit", help="Make one git commit a recipe when writing.")] = False,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="Skip what FILE holds, add what is rejected.", metavar="FILE")
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
    from asyncfix.config.settings import load

    _check_terminal()
    if since is not None and staged:
        raise UsageError("--since and --staged each choose the lines: give one of them")
    if commit and write_as_you_go:
        raise UsageError("--commit makes one commit per recipe when all is answered: leave out --write-as-you-go")
    wanted = tuple(paths or (Path(),))
    settings = load(wanted)
    settings = settings.override(
        select=names(select),
        ignore=names(ignore),
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
    order: Order,
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
    from asyncfix.config.baseline import Baseline
    from asyncfix.files import git
    from asyncfix.loading.registry import choose, load
    from asyncfix.review.background_scan import ReviewScope
    from asyncfix.terminal.interactive_review import Wanted
    from asyncfix.terminal.interactive_review import review as hold_review

    folder = str(settings.root)
    chosen = choose(load(settings.recipes), settings.select, settings.ignore)
    if commit and git.top(folder) is None:
        raise UsageError(f"--commit: {folder} is in no git repository")
    lines = git.changed_since(folder, since) if since is not None else git.changed_in_index(folder) if staged else None
    file = str(baseline)
    known = None if baseline is None else Baseline.load(file) if baseline.exists() else Baseline(file)
    result = hold_review(
        Wanted(
            ReviewScope(paths, settings, lines, known),
            order,
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
        complain(problem)
    return result.code
