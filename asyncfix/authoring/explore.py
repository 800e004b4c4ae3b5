"""A snippet as fissix sees it, and the patterns that match it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asyncfix.authoring.derive import MAX_SNIPPET, call_pattern
from asyncfix.codemods import selector
from asyncfix.errors import UsageError
from asyncfix.matching import Island, MatchingError, Node, Pattern, explain_tree, is_leaf, type_name
from asyncfix.report.escape import visible


def explored(code: str) -> Iterator[str]:
    """The lines that explain a snippet: its tree, the pattern of exactly that code, and of calls like it.

    Raises UsageError for code that does not parse.
    """
    text = code.strip("\n")
    if len(text) > MAX_SNIPPET:
        raise UsageError(f"the snippet has {len(text):,} characters; {MAX_SNIPPET:,} is the most")
    if not text.strip():
        raise UsageError("the snippet is empty; give a piece of code in quotes")
    try:
        node = _node(text)
        tree = explain_tree(text + "\n")
    except MatchingError as error:
        raise UsageError(f"the snippet does not parse: {error}") from None
    yield "tree:"
    yield from (f"  {visible(line)}" for line in tree.splitlines())
    yield ""
    yield "the pattern of exactly this:"
    yield f"  {visible(_tidied(node))}"
    try:
        pattern = call_pattern(text)
    except UsageError:
        return
    yield ""
    yield "the pattern of such a call, for a recipe:"
    yield f"  {visible(pattern)}"
    captures = sorted(Pattern.compile(pattern).captures)
    if captures:
        yield f"  captures: {', '.join(captures)}"


def _node(text: str) -> Node:
    try:
        return Island.expression(text.strip()).node
    except MatchingError:
        return Island.statement(text).node


def _tidied(node: Node) -> str:
    """Bowler's pattern, with the names of symbols that Bowler does not know, spaced as patterns are written."""
    names = {str(kind.type): type_name(kind) for kind in _nodes(node)}
    found = selector(node)
    parts = re.split(r"('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")", found)
    told = [
        part if index % 2 else re.sub(r"\b(\d+)(?= <)", lambda one: names.get(one[1], one[1]), part).replace(" <", "<")
        for index, part in enumerate(parts)
    ]
    return "".join(told).strip()


def _nodes(node: Node) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        found = waiting.pop()
        if not is_leaf(found):
            yield found
            waiting.extend(found.children)
