"""The keys of a review, for its help."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key, for the help."""

    keys: str
    does: str


KEYS: tuple[tuple[str, tuple[Key, ...]], ...] = (
    (
        "Answer this change",
        (
            Key("y", "yes, make it"),
            Key("n", "no, leave the code as it is"),
            Key("Tab", "show the next alternative (Shift-Tab: the one before; or its number)"),
            Key("e", "edit the new code in $EDITOR"),
            Key("i", "ignore: leave the code and silence the finding with a comment"),
            Key("u", "undo the last answer; again for the one before"),
        ),
    ),
    (
        "Answer many",
        (
            Key("a", "yes to this and all later changes of this file"),
            Key("d", "no to this and all later changes of this file"),
            Key("A", "yes to all open changes of this recipe, also those yet to be found"),
            Key("D", "no to all open changes of this recipe, also those yet to be found"),
            Key("S", "yes to all open changes that are safe, also those yet to be found"),
        ),
    ),
    (
        "Look around",
        (
            Key("j", "leave it open, go to the next open one"),
            Key("k", "leave it open, go back to the open one before"),
            Key("J", "go to the next change, answered or not"),
            Key("K", "go to the change before, answered or not"),
            Key("g", "list the changes, and go to one by its number"),
            Key("/", "search for a regular expression in paths, names and code"),
            Key("s", "show the whole function, or only the change again"),
            Key("o", "open the file in $EDITOR at the line"),
            Key("Space", "scroll (also the arrows and the page keys)"),
        ),
    ),
    (
        "Finish",
        (
            Key("w", "see what would be written, and write it"),
            Key("q", "quit: write, keep the answers for later, or drop them"),
            Key("?", "show or leave this help"),
        ),
    ),
)
