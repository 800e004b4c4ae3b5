"""fissix's fixers, run on a tree of modern Python, with note taken of what each call of one changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from keyword import iskeyword
from typing import Any

from fissix.fixer_base import BaseFix
from fissix.pytree import LeafPattern, NegatedPattern, NodePattern, WildcardPattern
from fissix.refactor import RefactoringTool, _detect_future_features

from asyncfix.codemods.protocol import CodemodFailure, CodemodStep
from asyncfix.matching import MatchingError, Node, parse_module

_HEADER = "### In file "
_LINE = re.compile(r"Line (\d+): ")


class _Tool(RefactoringTool):  # type: ignore[misc]
    """fissix's driver for fixers that are at hand as classes."""

    def __init__(self, classes: Sequence[type[Any]]) -> None:
        self._classes = classes
        super().__init__([], {"print_function": True}, explicit=True)
        for name in ("bmi_pre_order_heads", "bmi_post_order_heads"):
            setattr(self, name, _Heads(getattr(self, name)))

    def get_fixers(self) -> tuple[list[Any], list[Any]]:
        """The fixers that go through a tree from above, and those that go from below; each in its order."""
        fixers = sorted((cls(self.options, self.fixer_log) for cls in self._classes), key=lambda one: one.run_order)
        return [one for one in fixers if one.order == "pre"], [one for one in fixers if one.order == "post"]


class _Heads(dict[int, list[Any]]):
    """The fixers to try by the type of node; types that fissix does not know get those that are for any."""

    def __missing__(self, kind: int) -> list[Any]:
        lists = list(self.values())
        self[kind] = [one for one in lists[0] if all(one in others for others in lists)] if lists else []
        return self[kind]


class FixerCodemod:
    """Fixers that run together. A `recipe.Codemod`."""

    def __init__(self, classes: Sequence[type[Any]]) -> None:
        self.classes = tuple(classes)

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if name != "tool"}

    @cached_property
    def tool(self) -> Any:
        """fissix's driver, made once: it compiles the patterns."""
        return _Tool(self.classes)

    @property
    def fixers(self) -> list[Any]:
        return [*self.tool.pre_order, *self.tool.post_order]

    @cached_property
    def words(self) -> frozenset[str]:
        found = [_words(fixer.pattern) if _matches_by_pattern(fixer) else frozenset() for fixer in self.fixers]
        return frozenset().union(*found) if all(found) else frozenset()

    def concerns(self, path: str) -> bool:
        return True

    def accepts(self, path: str, old: str, new: str) -> bool:
        return True

    def steps(self, text: str, path: str) -> Sequence[CodemodStep]:
        try:
            return _Run(self.tool, text, path).steps()
        except RecursionError:
            raise MatchingError("is nested too deeply for the codemod") from None


class _Run:
    """One run over one file."""

    def __init__(self, tool: Any, text: str, path: str) -> None:
        self.tool = tool
        self.text = text
        self.path = path
        self.root: Any = parse_module(text)
        self.root.future_features = _detect_future_features(text)
        self.leaves = list(self.root.leaves())  # kept, so that their ids stay theirs
        self.spans: dict[int, tuple[int, int]] = {}
        at = 0
        for leaf in self.leaves:
            start = at + len(leaf.prefix)
            at = start + len(leaf.value)
            self.spans[id(leaf)] = start, at
        self.root.used_names = {leaf.value for leaf in self.leaves if leaf.value.isidentifier()}
        self.statements: dict[int, tuple[Any, str]] = {}  # those of the module, by their ids, and their texts
        self.place = (0, 0)
        self.found: list[CodemodStep] = []
        self.said: list[object] = []  # what fixers logged while they were called
        self.pending: tuple[int, int, tuple[str, ...], int] | None = None
        self.fixers = (*tool.pre_order, *tool.post_order)

    def steps(self) -> list[CodemodStep]:
        """Run the fixers."""
        for fixer in self.fixers:
            vars(fixer).pop("transform", None)
            fixer.transform = partial(self._call, fixer, fixer.transform)
            fixer.log = []
        try:
            self.tool.refactor_tree(self.root, self.path)
        except (CodemodFailure, RecursionError):
            raise
        except (Exception, SystemExit) as error:  # the fixers are the user's code
            raise self._failure(error) from error
        self._flush()
        final = str(self.root)
        if final != (self.found[-1].text if self.found else self.text):
            self.found.append(CodemodStep(*self.place, final))
        for line in (line for fixer in self.fixers for line in fixer.log[:]):
            if line not in self.said and not str(line).startswith(_HEADER):
                self.found.append(CodemodStep(*self._line_of(str(line)), final, (_remark(line),)))
        return self.found

    def _line_of(self, remark: str) -> tuple[int, int]:
        """The first word of the line that a remark names; the begin of the file where it names none."""
        number = _LINE.match(remark)
        start = sum(map(len, self.text.splitlines(keepends=True)[: int(number[1]) - 1])) if number else 0
        return next((span for span in self.spans.values() if span[0] >= start and span[0] < span[1]), (0, 0))

    def _failure(self, error: BaseException) -> CodemodFailure:
        return CodemodFailure(*self.place, f"{type(error).__name__}: {error}")

    def _call(self, fixer: Any, transform: Callable[[Node, Any], Node | None], node: Node, results: Any) -> Node | None:
        """Stands in for a fixer's `transform`. What a call changes is complete only when the next one begins."""
        self._flush()
        self.place = self._place_of(node)
        before, said = str(node), len(fixer.log)
        try:
            new = transform(node, results)
        except RecursionError:
            raise
        except (Exception, SystemExit) as error:  # the fixer is the user's code
            raise self._failure(error) from error
        self.said.extend(fixer.log[said:])
        remarks = tuple(_remark(line) for line in fixer.log[said:] if not str(line).startswith(_HEADER))
        if str(node) != before and not self.root.was_changed:
            node.changed()
        if new is not None or remarks or self.root.was_changed:
            self.pending = (*self.place, remarks, self.fixers.index(fixer))
        return new

    def _place_of(self, node: Any) -> tuple[int, int]:
        """What of the old text the node stands for; the last such place for a node that is all new."""
        known = [self.spans[id(leaf)] for leaf in node.leaves() if id(leaf) in self.spans]
        words = [span for span in known if span[0] < span[1]] or known
        return (words[0][0], words[-1][1]) if words else self.place

    def _flush(self) -> None:
        if self.pending is None:
            return
        start, end, remarks, part = self.pending
        self.pending = None
        self.found.append(CodemodStep(start, end, self._text(), remarks, part))

    def _text(self) -> str:
        """The text of the tree, in which only the statements that were changed are looked at again.

        The marks of change are taken back, so that the next one shows.
        """
        for child in self.root.children:
            known = self.statements.get(id(child))
            if child.was_changed or known is None or known[0] is not child:
                self.statements[id(child)] = child, str(child)
                _unmark(child)
        self.root.was_changed = False
        return "".join(self.statements[id(child)][1] for child in self.root.children)


def _unmark(root: Any) -> None:
    """Take the marks of change back in a whole subtree."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        node.was_changed = False
        waiting.extend(node.children)


def _remark(line: object) -> str:
    """What a fixer logs, without the number of the line, which is said elsewhere."""
    text = " ".join(str(line).split())
    return _LINE.sub("", text)


def _matches_by_pattern(fixer: Any) -> bool:
    cls = type(fixer)
    own = (cls.match, cls.start_tree, cls.finish_tree)
    return fixer.pattern is not None and own[0] is BaseFix.match and own[2] is BaseFix.finish_tree


def _words(pattern: Any) -> frozenset[str]:
    """Words of which whatever the pattern matches holds one; none where it can't be told."""
    if isinstance(pattern, LeafPattern):
        value = pattern.content
        return frozenset([value]) if isinstance(value, str) and value.isidentifier() else frozenset()
    if isinstance(pattern, NegatedPattern) or pattern.content is None:
        return frozenset()
    if isinstance(pattern, WildcardPattern):
        if not pattern.min:
            return frozenset()
        found = [_of_sequence(choice) for choice in pattern.content]
        return frozenset().union(*found) if all(found) else frozenset()
    return _of_sequence(pattern.content) if isinstance(pattern, NodePattern) else frozenset()


def _of_sequence(patterns: Sequence[Any]) -> frozenset[str]:
    """The rarest words that one of the patterns in a row asks for: the fewest, and no keywords."""
    found = [words for pattern in patterns if (words := _words(pattern))]
    return min(
        (words for words in found if words),
        key=lambda words: (sum(map(iskeyword, words)), len(words)),
        default=frozenset(),
    )
