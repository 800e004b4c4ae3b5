"""Every call of a function in the files of a project, where it can be shown that nothing else is done with it.

Each place that holds the function's name is judged: it is another thing of that name, it is a call that can be
awaited, or it is a reason to leave the function as it is.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from asyncfix.binding.caught_exceptions import caught_around
from asyncfix.binding.execution_context import no_await, place_of, qualified_name
from asyncfix.binding.qualified_names import Names
from asyncfix.binding.scopes import Binds, Scope
from asyncfix.callgraph import EVERYWHERE
from asyncfix.callgraph.function_references import module_name
from asyncfix.callgraph.project_index import Index
from asyncfix.catalogue.python_names import LOADER_WORDS, is_plain_base
from asyncfix.dataflow.def_use import mentions_of
from asyncfix.effects.interference import hazards_of_await
from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.inference import types as t
from asyncfix.inference.eval_functions import FileFlow
from asyncfix.inference.events import EventKind
from asyncfix.inference.symbolic import UNKNOWN, Name, Symbolic
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import FUNCTIONS, NodePath
from asyncfix.syntax.tree import Tree

_FILES = 80  # that hold the name; a function that more of them may mean is left as it is
_OS_ERRORS = frozenset({"EnvironmentError", "IOError", "OSError"})  # which exceptions of requests are


class Doubt(Exception):
    """A reason for which the calls that are found may not be all, or one of them can't be awaited."""


@dataclass
class File:
    """A file of the project, parsed."""

    path: str  # absolute
    tree: Tree
    calls: list[NodePath] = field(default_factory=list)  # of the function

    @cached_property
    def names(self) -> Names:
        return Names(self.tree)

    @cached_property
    def values(self) -> dict[NodeId, list[Symbolic]]:
        """The values that are called or read, by the id of the expression that names each."""
        found: dict[NodeId, list[Symbolic]] = {}
        for function in FileFlow(self.tree.module).functions:
            for event in function.events:
                node = event.node.func if isinstance(event.node, ast.Call) else event.node
                if event.kind in (EventKind.CALL, EventKind.READ):
                    found.setdefault(node_id(node), []).append(event.value)
        return found

    def hazards(self, packages: Collection[str]) -> Iterator[str]:
        """Sentences for a reviewer of the calls, once they are awaited and raise no exceptions of the packages."""
        for path in self.calls:
            place = place_of(path)
            for hazard in hazards_of_await(self.tree, self.names, path, place):
                yield f"{self.line(path)}: {hazard}"
            for name in sorted(caught_around(self.names, path, place)):
                if name in _OS_ERRORS or name.partition(".")[0] in packages:
                    yield f"{self.line(path)} catches {name}, which the call may raise no longer"

    def line(self, path: NodePath) -> str:
        """The place of the end of a path, for people: "api.py:12"."""
        return f"{os.path.basename(self.path)}:{self.tree.source.position(self.tree.span(path[-1].node).start)[0]}"


def calls_of(index: Index, function: t.ProjectFunction, silenced: Callable[[Tree, NodePath], str]) -> dict[str, File]:
    """The files that call the function, and the one that defines it, by absolute path.

    `silenced` tells which comment, if any, keeps the end of a path from being changed. Raises Doubt.
    """
    index.asked.add(EVERYWHERE)
    return _Search(index, function, silenced).found()


class _Search:
    def __init__(self, index: Index, function: t.ProjectFunction, silenced: Callable[[Tree, NodePath], str]) -> None:
        self.index, self.function, self.silenced = index, function, silenced
        self.further = index.further
        self.owner, _, self.name = function.name.rpartition(".")
        self.words = [self.name]  # by which it goes
        self.files: dict[str, File] = {}

    def found(self) -> dict[str, File]:
        if self.owner:
            self._check_class(self.function.path, self.owner)
        for word in self.words:  # grows while it is walked
            if not word.isascii():
                raise Doubt("files are not searched for names with other letters than those of English")
            for path in self.index.files_with(word):
                file = self._file(path)
                file.calls += list(self._calls(file, word))
            others = self.index.unlisted_with(word)
            if others is None:
                raise Doubt("the project has too many files that are not looked at")
            for path in others:
                if path not in self.files and path != self.function.path:
                    self._check_unlisted(File(path, _tree(path)), word)
        self._file(self.function.path)
        if len({os.path.realpath(path) for path in self.files}) < len(self.files):
            raise Doubt("one of its files goes by two names")
        return {path: file for path, file in self.files.items() if file.calls or path == self.function.path}

    def _file(self, path: str) -> File:
        if path not in self.files:
            if len(self.files) >= _FILES:
                raise Doubt(f"more than {_FILES} files hold its name")
            self.files[path] = File(path, _tree(path))
        return self.files[path]

    def _check_unlisted(self, file: File, word: str) -> None:
        """Raise Doubt where a file that is not looked at calls the function, or does something else with it."""
        for call in self._calls(file, word):
            raise Doubt(f"{file.line(call)}, in no file of this run, calls it")

    def _calls(self, file: File, word: str) -> Iterator[NodePath]:
        """The paths to the calls by a name in one file."""
        seen: set[NodeId] = {node_id(path[-1].node) for path in file.calls}
        for path in mentions_of(file.tree, word):
            node = path[-1].node
            match node:
                case ast.Constant(value=str() as text):
                    if _names(text, word) and not _is_export(path):
                        raise Doubt(f"{file.line(path)} names it in a string")
                case ast.alias():
                    self._imported(file, path, word)
                case ast.keyword(arg=name) if name == word and _is_patch(path[-2].node):
                    raise Doubt(f"{file.line(path)} puts something else in its place")
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if name == word:
                    self._defined(file, path)
                case ast.Name(id=name) if name == word and self._is_name(file, path, word):
                    yield from self._call(file, path, seen)
                case ast.Attribute(attr=name) if name == word and self._is_attribute(file, path):
                    yield from self._call(file, path, seen)

    def _call(self, file: File, path: NodePath, seen: set[NodeId]) -> Iterator[NodePath]:
        """The path to the call, where the function is mentioned to be called and the call can be awaited."""
        call = path[:-1]
        if not isinstance(call[-1].node, ast.Call) or path[-1].field != "func":
            raise Doubt(f"{file.line(path)} does something else with it than to call it")
        if node_id(call[-1].node) in seen:
            return
        seen.add(node_id(call[-1].node))
        if reason := no_await(place_of(call)):
            raise Doubt(f"in {file.line(path)} {reason}")
        if isinstance(call[-2].node, ast.Await):
            raise Doubt(f"{file.line(path)} awaits it already")
        if not file.tree.is_placed(call) or file.tree.is_debug_fstring(call):
            raise Doubt(f"{file.line(path)} calls it in an f-string that can't be changed")
        if comment := self.silenced(file.tree, call):
            raise Doubt(f"a comment keeps the call in {file.line(path)} as it is: {comment}")
        yield call

    # -- what a name means

    def _imported(self, file: File, path: NodePath, word: str) -> None:
        """Note the other name that an import gives the function."""
        alias, statement = path[-1].node, path[-2].node
        if not isinstance(alias, ast.alias) or not isinstance(statement, ast.ImportFrom) or alias.name == "*":
            return
        level, module = "." * statement.level, statement.module or ""
        target = f"{level}{module}{'.' if module else ''}{alias.name}"
        if self.function in self.further.resolve(Name(target), file.path) and alias.asname not in (None, *self.words):
            self.words.append(str(alias.asname))

    def _is_name(self, file: File, path: NodePath, word: str) -> bool:
        meaning = file.names.lookup(word, file.names.scopes(path))
        if file.path == self.function.path and word == self.name and self._is_own(meaning.scope):
            if len(meaning.bindings) != 1:
                raise Doubt(f"{file.line(path)} may mean something else by `{word}`")
            return True
        targets = [one.target for one in meaning.bindings if one.how is Binds.IMPORT]
        targets += [f"{star}{word}" for star in _stars(file.tree.module) if meaning.scope is None]
        found = frozenset(one for target in targets for one in self.further.resolve(Name(target), file.path))
        self._check_file(found)
        if self.function in found and (len(found) > 1 or len(targets) != max(len(meaning.bindings), 1)):
            raise Doubt(f"{file.line(path)} may mean something else by `{word}`")
        if targets and t.unknown(found) and meaning.scope is not None:
            raise Doubt(f"it can't be told what {file.line(path)} means by `{word}`")
        return self.function in found

    def _is_own(self, scope: Scope | None) -> bool:
        """True for the scope that holds the function: its module, or its class."""
        if scope is None or not self.owner:
            return scope is not None and scope.is_module
        return scope.is_class and getattr(scope.node, "name", "") == self.owner

    def _is_attribute(self, file: File, path: NodePath) -> bool:
        node = path[-1].node
        assert isinstance(node, ast.Attribute)
        values = file.values.get(node_id(node), [])
        found = frozenset(one for value in values for one in self.further.resolve(value, file.path))
        if t.unknown(found) or UNKNOWN in values:
            meaning = file.names.meaning(path)
            if meaning.certain and all(one.how is Binds.IMPORT for one in meaning.bindings):
                found = self.further.resolve(Name(meaning.certain), file.path)
        self._check_file(found)
        if found == {self.function}:
            return True
        if self.function in found or (t.unknown(found) and self._may_be_owner(file, node.value)):
            raise Doubt(f"it can't be told whose `{node.attr}` {file.line(path)} means")
        return False

    def _check_file(self, found: frozenset[t.Type]) -> None:
        """Raise Doubt where the function is found in its file under another name of that."""
        alike = (one for one in found if isinstance(one, t.ProjectFunction) and one.name == self.function.name)
        own = self.function.path
        if any(one.path != own and os.path.realpath(one.path) == os.path.realpath(own) for one in alike):
            raise Doubt("one of its files goes by two names")

    def _may_be_owner(self, file: File, holder: ast.expr) -> bool:
        """True for an object that may have the method, and for one that may be its module."""
        last = holder.attr if isinstance(holder, ast.Attribute) else getattr(holder, "id", "")
        loads = any(word in file.tree.source.text for word in LOADER_WORDS)
        return bool(self.owner) or loads or last == module_name(self.function.path)

    # -- methods

    def _defined(self, file: File, path: NodePath) -> None:
        """Look at a definition of the same name: as a method, it may stand in the place of this one."""
        above = path[-2].node
        if not self.owner or not isinstance(above, ast.ClassDef):
            return
        name = qualified_name(path[:-1])
        if (file.path, name) == (self.function.path, self.owner):
            if sum(isinstance(one, FUNCTIONS) and one.name == self.name for one in above.body) > 1:
                raise Doubt(f"`{name}` defines it twice")
            return
        bases = self._bases(file.path, name)
        if (self.function.path, self.owner) in bases:
            raise Doubt(f"the class in {file.line(path[:-1])} overrides it")
        if any(isinstance(one, str) and one.endswith("Protocol") for one in bases):
            raise Doubt(f"it may be what the protocol in {file.line(path[:-1])} asks for")

    def _check_class(self, path: str, name: str) -> None:
        bases = self._bases(path, name)
        for one in bases[1:]:
            if isinstance(one, str) and not is_plain_base(one):
                raise Doubt(f"`{one}`, from which its class is derived, may call it")
            if not isinstance(one, str) and self.name in self._methods(*one):
                raise Doubt(f"it overrides that of `{one[1]}`")

    def _bases(self, path: str, name: str) -> list[tuple[str, str] | str]:
        """The class and those that it is derived from; those from outside the project by their qualified names."""
        found: list[tuple[str, str] | str] = []
        for one in self.further.lineage(path, name):
            if isinstance(one, str):
                found.append(one)
                continue
            file, summary = one
            found.append((file, summary.name))
            if any(t.unknown(self.further.resolve(base, file)) for base in summary.bases):
                raise Doubt(f"it can't be told what the class `{summary.name}` is derived from")
        return found

    def _methods(self, path: str, name: str) -> set[str]:
        known = (one[1] for one in self.further.lineage(path, name) if not isinstance(one, str))
        return set(next(known).methods)


def _tree(path: str) -> Tree:
    """A file, parsed. Raises Doubt."""
    try:
        with open(path, "rb") as stream:
            return Tree(Source(stream.read(), path))
    except (OSError, UnreadableError, RecursionError, ValueError):
        raise Doubt(f"{os.path.basename(path)}, which holds its name, can't be read") from None


def _stars(module: ast.Module) -> Iterator[str]:
    """What stands before the name of anything that a star import of the module brings."""
    for one in module.body:
        if isinstance(one, ast.ImportFrom) and one.names[0].name == "*":
            yield "." * one.level + (f"{one.module}." if one.module else "")


def _names(text: str, word: str) -> bool:
    """True for a string that says where the function is, or what it is called: "fetch", "app.api.fetch"."""
    return text == word or (text.endswith((f".{word}", f":{word}")) and not any(map(str.isspace, text)))


def _is_patch(call: ast.AST) -> bool:
    """True for `patch.multiple(...)`, whose keywords name what it replaces."""
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "multiple"


def _is_export(path: NodePath) -> bool:
    """True for an item of `__all__`."""
    statement = next((step.node for step in path if isinstance(step.node, ast.stmt)), None)
    match statement:
        case ast.Assign(targets=[ast.Name(id="__all__")]) | ast.AugAssign(target=ast.Name(id="__all__")):
            return True
        case ast.AnnAssign(target=ast.Name(id="__all__")):
            return True
    return False
