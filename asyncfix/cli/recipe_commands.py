"""`asyncfix recipe ...`: commands for people who write recipes. `cli` loads it when one of them is called."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asyncfix.report.escape import code as shown_code
from asyncfix.report.escape import visible

if TYPE_CHECKING:
    from asyncfix.authoring.matches import Matched

FAILED_CASES = 1
_PAUSE = 0.3  # seconds between two looks at the files
_COLOURS = ("cyan", "magenta", "yellow", "green", "blue", "red")
_WORDS = {"changed": "green", "unchanged": "green"}

app = typer.Typer(
    name="recipe",
    help="Write recipes of your own, and test them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _coloured() -> bool:
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def _say(text: str = "") -> None:
    typer.echo(text, color=_coloured())


def _folder(given: Path | None) -> Path:
    """The recipe folder that was named, or the first of the settings, or `recipes`."""
    from asyncfix.config.settings import load

    if given is not None:
        return given
    configured = load(()).recipes
    return Path(os.path.relpath(configured[0])) if configured else Path("recipes")


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Its name, in words-with-dashes.")],
    old: Annotated[str, typer.Option("--from", help="The call as it is, such as 'legacy.fetch(x)'.", metavar="CODE")],
    to: Annotated[
        str, typer.Option("--to", help="What takes its place, such as 'await legacy.afetch(x)'.", metavar="CODE")
    ],
    folder: Annotated[
        Path | None, typer.Option("--dir", help="The recipe folder (default: of the settings, or recipes).")
    ] = None,
) -> None:
    """Write a working recipe and its first golden case."""
    from asyncfix.authoring.scaffold import new_recipe
    from asyncfix.config.settings import load

    wanted = _folder(folder)
    made = new_recipe(name, old, to, wanted)
    _say(f"wrote {visible(str(made.recipe))}")
    _say(f"wrote {visible(str(made.case))}{os.sep}")
    for line in made.report.splitlines():
        _say(f"  {visible(line)}")
    known = {os.path.realpath(path) for path in load(()).recipes}
    option = "" if os.path.realpath(wanted) in known else f" --recipes {visible(str(wanted))}"
    _say(f"\ntry it:   asyncfix run{option} --select {name} .")
    _say(f"test it:  asyncfix recipe test {visible(str(wanted))}")
    if option:
        _say(f'keep it:  recipes = ["{visible(wanted.as_posix())}"] under [tool.asyncfix] in pyproject.toml')


@app.command()
def pattern(
    code: Annotated[str, typer.Argument(help="A snippet, such as 'legacy.fetch(x)'; - for standard input.")],
) -> None:
    """Print the tree of a snippet, and the patterns that match it."""
    from asyncfix.authoring.explore import explored

    if code == "-":
        code = sys.stdin.buffer.read().decode("utf-8", "replace")
    for line in explored(code):
        _say(line)


@app.command()
def match(
    pattern: Annotated[str, typer.Argument(help="A fissix pattern.")],
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders (default: here).")] = None,
) -> None:
    """Show what a pattern matches, with what it captures. Exit code 1 where that is nothing."""
    from asyncfix.authoring.matches import Unread, compiled, matched
    from asyncfix.config.settings import load

    wanted = tuple(paths or (Path(),))
    tree = compiled(pattern)
    count, files = 0, set()
    for found in matched(tree, wanted, load(wanted)):
        if isinstance(found, Unread):
            typer.echo(f"asyncfix: {visible(found.path)}: {visible(found.reason)}", err=True)
            continue
        _show(found)
        count += 1
        files.add(found.path)
    _say(f"{count:,} {'match' if count == 1 else 'matches'} in {len(files):,} {'file' if len(files) == 1 else 'files'}")
    raise typer.Exit(0 if count else 1)


def _show(found: Matched) -> None:
    _say(typer.style(f"{visible(found.path)}:{found.line}:{found.column}", bold=True))
    names = list(dict.fromkeys(name for name, _ in found.captures))
    colours = {name: _COLOURS[index % len(_COLOURS)] for index, name in enumerate(names)}
    for index, line in enumerate(found.lines[:_MOST_LINES]):
        marks = [(start, end, name) for at, start, end, name in found.marks if at == index]
        _say(f"  {_painted(line, marks, colours)}")
    if len(found.lines) > _MOST_LINES:
        _say(f"  ... {len(found.lines) - _MOST_LINES:,} more lines")
    for name, text in found.captures:
        _say(f"    {typer.style(name, fg=colours[name])} = {shown_code(' '.join(text.split()))}")


_MOST_LINES = 12


def _painted(line: str, marks: list[tuple[int, int, str]], colours: dict[str, str]) -> str:
    """The line with its captures in their colours; the match itself is underlined."""
    text, at = "", 0
    bounds = sorted({0, len(line), *(bound for start, end, _ in marks for bound in (start, end) if bound <= len(line))})
    for start, end in pairwise(bounds):
        inside = [name for begin, stop, name in marks if begin <= start and end <= stop]
        name = next((one for one in reversed(inside) if one), "")
        piece = shown_code(line[start:end])
        text += typer.style(piece, fg=colours.get(name), underline=True) if inside else piece
        at = end
    return text + shown_code(line[at:])


@app.command("test")
def run_tests(
    folder: Annotated[
        Path | None, typer.Argument(help="The recipe folder (default: of the settings, or recipes).", metavar="[DIR]")
    ] = None,
    update: Annotated[bool, typer.Option("--update", help="Write what the recipes now make of the cases.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Run again after each edit, until Ctrl-C.")] = False,
) -> None:
    """Run the golden cases of a recipe folder. Exit code 1 where one does not hold."""
    from asyncfix.authoring import testing
    from asyncfix.errors import AsyncfixError

    wanted = _folder(folder)
    if not watch:
        raise typer.Exit(FAILED_CASES if _run_cases(wanted, update) else 0)

    def once() -> None:
        try:
            _run_cases(wanted, update)
        except AsyncfixError as error:
            _say("\n".join(visible(line) for line in str(error).splitlines()))
        _say("waiting for an edit; Ctrl-C ends it")
        sys.stdout.flush()

    testing.watch(wanted, once, lambda: time.sleep(_PAUSE), writes=update)


def _run_cases(folder: Path, update: bool) -> int:
    """Run the cases and print what became of them. Returns how many do not hold."""
    from asyncfix.authoring.testing import outcomes

    counts: Counter[str] = Counter()
    failed = 0
    for found in outcomes(folder, update):
        counts[found.word] += 1
        failed += not found.holds
        word = typer.style(f"{found.word:9}", fg=_WORDS.get(found.word, "red"))
        _say(f"{word} {visible(found.name)}")
        for line in found.details.splitlines():
            _say(f"  {_diff_line(line)}")
    total = sum(counts.values())
    _say(f"{total:,} {'case' if total == 1 else 'cases'}: " + ", ".join(f"{n:,} {word}" for word, n in counts.items()))
    if failed and not update:
        _say("--update writes what the recipes now make of the cases")
    return failed


def _diff_line(line: str) -> str:
    colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
    return typer.style(shown_code(line), fg=colour) if colour else shown_code(line)
