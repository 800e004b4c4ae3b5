"""The options that commands share, and how their values are read."""

from __future__ import annotations

from collections.abc import Iterable

import typer

SELECT = typer.Option("--select", help="Run only these recipes (comma-separated, repeatable).", metavar="NAMES")
IGNORE = typer.Option("--ignore", help="Don't run these recipes.", metavar="NAMES")
EXCLUDE = typer.Option("--exclude", help="Skip paths that match, besides the settings' excludes.", metavar="PATTERN")
RECIPES = typer.Option("--recipes", help="Load the recipes of this folder too. Runs its code.", metavar="DIR")


def names(given: Iterable[str] | None) -> tuple[str, ...] | None:
    """The names in all values of an option that takes several with commas; None where it was not given."""
    if given is None:
        return None
    return tuple(name.strip() for part in given for name in part.split(",") if name.strip())
