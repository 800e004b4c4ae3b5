"""Writes `asyncfix/catalogue/stdlib.txt`: what calls of the standard library give, from the stubs that mypy brings.

    python3 .ci/env.py python .ci/stdlib.py            # writes it
    python3 .ci/env.py python .ci/stdlib.py --check    # shows what differs; exit code 1 where anything does

A line is a module or a class (`:name bases`), followed by its public functions, methods and properties: `word` gives
something unknown, `word>type` an object of that type, `word>=` one of its own class; `.word>type` is an attribute.
What blocks has its row in the tables of the catalogue, and what changes state outside in `state_effects.py`.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_DATA = Path(__file__).resolve().parent.parent / "asyncfix" / "catalogue" / "stdlib.txt"
_LEFT_OUT = frozenset({
    "__future__", "__main__", "antigravity", "asyncio", "distutils", "ensurepip", "idlelib", "lib2to3", "msilib", "nt",
    "pydoc_data", "this", "tkinter", "turtle", "winreg", "winsound", "xxlimited",
})  # fmt: skip
"""The loop's own, windows, and what programs do not call."""
_OF_STUBS = frozenset({"_typeshed", "abc", "builtins", "typing", "typing_extensions"})
_SCALARS = frozenset({"bool", "bytes", "complex", "float", "int", "str"})
_PATHS = {"posixpath": "os.path", "genericpath": "os.path"}


@dataclass
class Owner:
    """A module, or a class by its qualified name."""

    name: str
    bases: list[str] = field(default_factory=list)
    members: dict[str, str] = field(default_factory=dict)  # ".word" for an attribute -> the type, "" for unknown
    is_class: bool = False


class Module:
    """One stub."""

    def __init__(self, name: str, tree: ast.Module, is_package: bool) -> None:
        self.name = name
        self.is_package = is_package
        self.owners = {"": Owner(name)}
        self.names: dict[str, str] = {}  # what its names mean
        self.stars: list[str] = []
        self._walk(tree.body, "")

    def _walk(self, body: list[ast.stmt], inside: str) -> None:
        for node in body:
            match node:
                case ast.If(body=first, orelse=second):
                    self._walk([*first, *second], inside)
                case ast.Try(body=first):
                    self._walk(first, inside)
                case ast.ClassDef(name=name):
                    self._class(node, f"{inside}.{name}" if inside else name)
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                    self._function(node, inside)
                case ast.ImportFrom():
                    self._import_from(node)
                case ast.Import(names=names):
                    for alias in names:
                        self.names[alias.asname or alias.name.partition(".")[0]] = (
                            alias.name if alias.asname else alias.name.partition(".")[0]
                        )
                case ast.AnnAssign(
                    target=ast.Name(id=name), annotation=ast.Name(id="TypeAlias"), value=ast.expr() as value
                ):
                    if isinstance(value, ast.Name | ast.Attribute):
                        self.names.setdefault(name, self.meaning(value))
                case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
                    self.owners[inside].members.setdefault(f".{name}", self.type_of(annotation))
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name() | ast.Attribute() as value) if not inside:
                    self.names.setdefault(name, self.meaning(value))

    def _class(self, node: ast.ClassDef, inside: str) -> None:
        bases = [self.type_of(base) for base in node.bases]
        owner = self.owners.setdefault(inside, Owner(f"{self.name}.{inside}", is_class=True))
        owner.bases += [base for base in bases if base and base not in owner.bases]
        self._walk(node.body, inside)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, inside: str) -> None:
        if node.name.startswith("_"):
            return
        decorators = {ast.unparse(one).rpartition(".")[2] for one in node.decorator_list}
        word = f".{node.name}" if decorators & {"property", "cached_property"} else node.name
        if "setter" in decorators or "deleter" in decorators:
            return
        result = self.type_of(node.returns) if node.returns is not None else ""
        members = self.owners[inside].members
        if isinstance(node, ast.AsyncFunctionDef) or members.get(word, result) != result:
            result = ""
        members[word] = result

    def _import_from(self, node: ast.ImportFrom) -> None:
        package = self.name.split(".")
        if node.level:
            package = package[: len(package) - node.level + self.is_package]
            module = ".".join([*package, *([node.module] if node.module else [])])
        else:
            module = node.module or ""
        for alias in node.names:
            if alias.name == "*":
                self.stars.append(module)
            else:
                self.names[alias.asname or alias.name] = f"{module}.{alias.name}"

    def meaning(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return self.names.get(node.id, f"{self.name}.{node.id}")
        if isinstance(node, ast.Attribute):
            return f"{self.meaning(node.value)}.{node.attr}"
        return ""

    def type_of(self, node: ast.expr) -> str:
        """The class that an annotation names; "" for none alone."""
        match node:
            case ast.Name(id="Self"):
                return "="
            case ast.Name(id=name) if name in _SCALARS:
                return name
            case ast.Name() | ast.Attribute():
                return self.meaning(node)
            case ast.Constant(value=str(text)):
                return self.type_of(ast.parse(text, mode="eval").body)
            case ast.BinOp(op=ast.BitOr(), left=left, right=ast.Constant(value=None)):
                return self.type_of(left)
            case ast.Subscript(value=value):
                return self.type_of(value)
        return ""


def _stubs(folder: Path) -> Iterator[Module]:
    for file in sorted(folder.rglob("*.pyi")):
        parts = list(file.relative_to(folder).with_suffix("").parts)
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        if parts[0] not in _LEFT_OUT and not parts[0].startswith("_typeshed"):
            yield Module(name, ast.parse(file.read_bytes()), is_package)


class Library:
    """All stubs, with the names under which programs know what they define."""

    def __init__(self, folder: Path) -> None:
        self.modules = {module.name: module for module in _stubs(folder)}
        self.owners: dict[str, Owner] = {}
        for module in self.modules.values():
            for owner in module.owners.values():
                self.owners[owner.name] = owner
        self.public: dict[str, str] = {}  # by the name in a private module
        for module in self.modules.values():
            if any(part.startswith("_") for part in module.name.split(".")):
                continue
            for name, target in self._exports(module, 0):
                if target.rpartition(".")[0].startswith("_") and not name.startswith("_"):
                    self.public.setdefault(target, f"{module.name}.{name}")

    def _exports(self, module: Module, depth: int) -> Iterator[tuple[str, str]]:
        yield from module.names.items()
        for star in module.stars if depth < 3 else ():
            other = self.modules.get(star)
            if other is not None:
                yield from self._exports(other, depth + 1)
                words = [*other.owners[""].members, *(key for key in other.owners if key and "." not in key)]
                yield from ((word.lstrip("."), f"{star}.{word.lstrip('.')}") for word in words)

    def shown(self, name: str) -> str:
        """The name by which programs know a class."""
        seen: set[str] = set()
        while name not in seen and name not in self.owners:
            seen.add(name)
            module, _, last = name.rpartition(".")
            found = self.modules.get(module)
            if found is None:
                return ""
            name = dict(self._exports(found, 0)).get(last, name)
        return self.public.get(name, name) if name in self.owners and self.owners[name].is_class else ""

    def lines(self) -> Iterator[str]:
        found: dict[str, Owner] = {}
        for name, owner in self.owners.items():
            shown = self.shown(name) if owner.is_class else _PATHS.get(name, name)
            if not shown or (shown.startswith("_") and owner.is_class):
                continue
            into = found.setdefault(shown, Owner(shown, is_class=owner.is_class))
            into.bases += [base for one in owner.bases if (base := self._type(one)) and base not in into.bases]
            for word, kind in owner.members.items():
                if not word.lstrip(".").startswith("_"):
                    into.members.setdefault(word, self._type(kind))
        for module in self.modules.values():
            self._add_exports(module, found)
        for name, owner in sorted(found.items()):
            if not owner.is_class and name.startswith("_"):
                continue
            words = [
                f"{word}>{kind}" if kind else word
                for word, kind in sorted(owner.members.items())
                if kind or not word.startswith(".")
            ]
            if owner.is_class:
                yield " ".join([f":{name}", *owner.bases])
            elif words:
                yield name
            else:
                continue
            if words:
                yield " " + " ".join(words)

    def _add_exports(self, module: Module, found: dict[str, Owner]) -> None:
        into = found.get(_PATHS.get(module.name, module.name))
        for name, target in self._exports(module, 0) if into is not None else ():
            owner, _, last = target.rpartition(".")
            source = self.owners.get(owner)
            if name.startswith("_") or into is None or source is None or source.is_class or owner in _OF_STUBS:
                continue
            if last in source.members:
                into.members.setdefault(name, self._type(source.members[last]))

    def _type(self, name: str) -> str:
        if name in _SCALARS or name == "=":
            return name
        shown = self.shown(name) if name else ""
        return "" if shown.partition(".")[0] in _OF_STUBS else shown


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, show what differs")
    arguments = parser.parse_args()
    import mypy

    lines = list(Library(Path(str(mypy.__file__)).parent / "typeshed" / "stdlib").lines())
    text = "".join(f"{line}\n" for line in lines)
    if not arguments.check:
        _DATA.write_text(text, "utf-8")
        return 0
    import difflib

    old = _DATA.read_text("utf-8").splitlines()
    changes = list(difflib.unified_diff(old, lines, "stdlib.txt", "typeshed", lineterm="", n=0))
    print("\n".join(changes) if changes else "stdlib.txt is as typeshed has it.")
    return bool(changes)


if __name__ == "__main__":
    sys.exit(main())
