"""Files with codemods: run so that nothing but their definitions comes of it, and read for what they define."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, redirect_stdout
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, spec_from_loader
from pathlib import Path
from shlex import split
from types import ModuleType
from typing import TYPE_CHECKING, Any

from asyncfix.errors import RecipeError
from asyncfix.recipe import Recipe, Safety

if TYPE_CHECKING:
    from asyncfix.codemods._steps import FixerCodemod

_FOREIGN = re.compile(rb"\b(?:bowler|fissix|lib2to3|fixer_base)\b|^class Fix[A-Z]", re.MULTILINE)
_OLD = "lib2to3"


def is_codemod(raw: bytes) -> bool:
    """True where a file may be a codemod: it names Bowler, fissix or lib2to3, or a class as fixers are named."""
    return _FOREIGN.search(raw) is not None


class Loaded:
    """All that a file did while it was executed."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.queries: list[Any] = []  # those that it would have run

    def execute(self, run: Callable[[], None], module: ModuleType) -> None:
        """Run the module, and where that shows no query, its `main` or what it does as a script."""
        self._run(run)
        if self._fixers(module) or self.all_queries(module) or hasattr(module, "RECIPE") or hasattr(module, "RECIPES"):
            return
        main = getattr(module, "main", None)
        if callable(main) and "Query" in self.file.read_text(encoding="utf-8", errors="replace"):
            self._run(main)
        if not self.queries and "__main__" in self.file.read_text(encoding="utf-8", errors="replace"):
            code = compile(self.file.read_bytes(), str(self.file), "exec", dont_inherit=True)
            self._run(lambda: exec(code, {**vars(module), "__name__": "__main__"}))

    def _run(self, run: Callable[[], None]) -> None:
        try:
            run()
        except SystemExit:
            if not self.queries:
                raise

    def all_queries(self, module: ModuleType) -> list[Any]:
        """The queries that it ran, or else those that it has in its names."""
        if self.queries or "bowler" not in sys.modules:
            return self.queries
        from asyncfix.codemods._bowler import queries

        return queries(list({id(value): value for value in vars(module).values()}.values()))

    def _fixers(self, module: ModuleType) -> list[Any]:
        """The classes of fixers that the file defines, bases for others aside."""
        from fissix.fixer_base import BaseFix

        classes = {id(value): value for value in vars(module).values() if isinstance(value, type)}
        found: list[Any] = [cls for cls in classes.values() if issubclass(cls, BaseFix)]
        return [cls for cls in found if cls.__module__ == module.__name__ and cls.transform is not BaseFix.transform]

    def recipes(self, module: ModuleType) -> list[Recipe]:
        """The codemods of the file as recipes. Raises RecipeError and what their patterns raise."""
        from asyncfix.codemods._steps import FixerCodemod

        found = [
            _recipe(_words_of(cls.__name__), FixerCodemod([cls]), f"The fixer {cls.__name__}.")
            for cls in self._fixers(module)
        ]
        name = _slug(self.file.stem)
        for number, query in enumerate(self.all_queries(module)):
            from asyncfix.codemods._bowler import QueryCodemod

            own = f"{name}-{number + 1}" if number else name
            found.append(_recipe(own, QueryCodemod(query), f"The Bowler query of {self.file.name}."))
        return found


def package_of(file: Path) -> str:
    """The package that a file belongs to, where Python would find it there; "" for others."""
    parts: list[str] = []
    folder = file.parent.resolve()
    while (folder / "__init__.py").is_file() and folder.name.isidentifier():
        parts.insert(0, folder.name)
        folder = folder.parent
    spec = find_spec(parts[0]) if parts else None
    places = [Path(place).resolve() for place in (spec.submodule_search_locations or ())] if spec else []
    return ".".join(parts) if parts and folder / parts[0] in places else ""


def _recipe(name: str, codemod: FixerCodemod, summary: str) -> Recipe:
    _check_patterns(codemod)
    return Recipe(
        name=name,
        calls=(),
        pattern="",
        codemod=codemod,
        problem=f"the codemod {name} changes this",
        safety=Safety.REVIEW,
        only_on_loop=False,
        summary=summary,
    )


def _check_patterns(codemod: FixerCodemod) -> None:
    """Raise RecipeError, or what fissix raises, where a pattern does not compile."""
    from asyncfix.matching import Pattern, PatternError

    try:
        codemod.fixers  # noqa: B018 - that compiles them
    except Exception:
        for cls in codemod.classes:
            try:
                Pattern.compile(cls.PATTERN or "any")
            except PatternError as error:
                pointer = "\n".join(f"    {text}" for text in error.pointer.splitlines())
                raise RecipeError(f"the pattern does not compile: {error.message}\n{pointer}") from None
        raise


def _slug(text: str) -> str:
    found = "-".join(re.findall(r"[a-z0-9]+", text.lower()))
    return found if found[:1].isalpha() else f"codemod-{found}".rstrip("-")


def _words_of(name: str) -> str:
    """`fix-has-key` for `FixHasKey`."""
    return _slug(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name))


@contextmanager
def loading(file: Path, raw: bytes) -> Iterator[Loaded]:
    """Around the execution of a file with codemods. It may print, and read its arguments; no query runs."""
    loaded = Loaded(file)
    arguments = sys.argv
    with ExitStack() as stack:
        stack.enter_context(redirect_stdout(sys.stderr))
        if b"bowler" in raw:
            from asyncfix.codemods._bowler import recorded

            loaded.queries = stack.enter_context(recorded())
        if _OLD.encode() in raw:
            stack.enter_context(_old_name())
        sys.argv = [str(file), *_arguments(file)]
        try:
            yield loaded
        finally:
            sys.argv = arguments


def _arguments(file: Path) -> list[str]:
    """The command line of a script: what stands in a file of its name that ends in `.args`, else one path."""
    beside = file.with_suffix(".args")
    try:
        return split(beside.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ["."]
    except (OSError, ValueError) as error:
        raise RecipeError(f"{beside}: can't be read as the arguments of {file.name}: {error}") from None


def hint(raw: bytes) -> str:
    """The remedy for a script that does not load because it wants arguments; "" for others."""
    return "; write the arguments of the script into a file beside it that ends in .args" if b"sys.argv" in raw else ""


class _Renamed:
    """Finds fissix's modules under the names that they had in the standard library."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> Any:
        loader: Any = self
        return spec_from_loader(fullname, loader) if fullname.partition(".")[0] == _OLD else None

    def create_module(self, spec: ModuleSpec) -> None:
        """One that `exec_module` puts fissix's in the place of."""

    def exec_module(self, module: ModuleType) -> None:
        """Import what the import system then takes for the result."""
        sys.modules[module.__name__] = import_module("fissix" + module.__name__.removeprefix(_OLD))


@contextmanager
def _old_name() -> Iterator[None]:
    """`lib2to3` means fissix, also where the standard library still has it: its nodes would be of other classes."""
    hidden = {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] == _OLD}
    finder = _Renamed()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.partition(".")[0] == _OLD]:
            del sys.modules[name]
        sys.modules.update(hidden)
