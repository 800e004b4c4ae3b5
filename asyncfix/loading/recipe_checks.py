"""Checks of a recipe before it meets code: mistakes are told with file, line, place and remedy.

check_recipe   pattern, template, captures, and what a rewrite function takes and returns
check_order    which of two recipes is asked first about a call that both are for
located        a message with the line of the file it is about, and a caret
"""

from __future__ import annotations

import ast
import builtins
import inspect
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from asyncfix.errors import RecipeError
from asyncfix.loading.recipe_fact_checks import unknown_facts
from asyncfix.matching import Island, PatternError
from asyncfix.recipe import Block, Call, Recipe, template_fields

_CALLS = ("f()", "f(x)", "f(x, y)")
_CAPTURED = "captured_"
_DUE = "a Rewrite, a Skip or a list of Rewrites is due"


def located(file: str, line: int, message: str, text: str = "", column: int = 0) -> str:
    """`file:line: message`, and below it the text of the line with a caret at the column, from 1."""
    where = f"{file}:{line}" if line else file
    if not text.strip():
        return f"{where}: {message}"
    indent = len(text) - len(text.lstrip())
    caret = f"\n    {' ' * (column - 1 - indent)}^" if column > indent else ""
    return f"{where}: {message}\n    {text.strip()}{caret}"


@dataclass(frozen=True)
class _File:
    """The file of a recipe, for the places of its parts."""

    path: str

    @cached_property
    def lines(self) -> list[str]:
        try:
            return Path(self.path).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeError):
            return []

    @cached_property
    def tree(self) -> ast.Module:
        try:
            return ast.parse("\n".join(self.lines))
        except (SyntaxError, ValueError):
            return ast.Module(body=[], type_ignores=[])

    def argument(self, recipe: Recipe, keyword: str) -> ast.expr | None:
        """The value of an argument of the recipe, where it is written out."""
        calls = [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]
        named = [call for call in calls if _value(_argument(call, "name")) == recipe.name]
        for call in named or calls:
            value = _argument(call, keyword)
            if value is not None and (named or _value(value) == getattr(recipe, keyword)):
                return self._resolved(value)
        return None

    def _resolved(self, node: ast.expr) -> ast.expr:
        """What a name of the module stands for."""
        for statement in self.tree.body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if isinstance(node, ast.Name):
                    if name == node.id:
                        return value
        return node

    def function(self, function: Callable[..., Any]) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
        """The definition of a function of this file."""
        code = getattr(function, "__code__", None)
        if code is None or code.co_filename != self.path:
            return None
        for node in ast.walk(self.tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == code.co_name:
                first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                if code.co_firstlineno in (first, node.lineno):
                    return node
        return None

    def error(self, message: str, node: ast.expr | ast.stmt | None, word: str = "") -> RecipeError:
        """The error at a node, or at a word in it."""
        if node is None:
            return RecipeError(located(self.path, 0, message))
        line, column = node.lineno, node.col_offset + 1
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1):
            text = self.lines[number - 1]
            at = text.find(word, node.col_offset if number == node.lineno else 0) if word else -1
            if at >= 0:
                line, column = number, at + 1
                break
        return RecipeError(located(self.path, line, message, self.lines[line - 1], column))


def _argument(call: ast.Call, field: str) -> ast.expr | None:
    """The argument of `Recipe(...)` for a field, by keyword or by position."""
    position = list(Recipe.__dataclass_fields__).index(field)
    given = call.args[position : position + 1] or [one.value for one in call.keywords if one.arg == field]
    return given[0] if given else None


def _value(node: ast.expr | None) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def check_recipe(recipe: Recipe) -> None:
    """Raise RecipeError for the first mistake in a recipe that is loaded from a file."""
    if recipe.codemod is not None or recipe.families:
        return
    file = _File(recipe.origin)
    if recipe.rewrite_block is not None:
        _check_function(file, recipe.rewrite_block, frozenset(), recipe.imports, Block)
        return
    captures = _captures(recipe, file)
    _check_brackets(recipe, file)
    if isinstance(recipe.rewrite, str) and recipe.rewrite:
        node = file.argument(recipe, "rewrite")
        _check_template(file, recipe.rewrite, captures, node)
        _check_names(file, recipe.rewrite, recipe.imports, node)
        _check_unused(file, recipe, captures)
    elif callable(recipe.rewrite):
        _check_function(file, recipe.rewrite, captures, recipe.imports)


def _captures(recipe: Recipe, file: _File) -> frozenset[str]:
    try:
        return recipe.compiled().captures
    except PatternError as error:
        node = file.argument(recipe, "pattern")
        pointer = "\n".join(f"    {text}" for text in error.pointer.splitlines())
        where = located(recipe.origin, node.lineno if node else 0, "the pattern does not compile: ")
        raise RecipeError(f"{where}{error.message}\n{pointer}") from None


def _check_brackets(recipe: Recipe, file: _File) -> None:
    """A pattern that does not name the bracket behind the arguments captures it with them."""
    pattern = recipe.compiled()
    for code in _CALLS:
        for name, capture in (pattern.match(Island.expression(code)) or {}).items():
            if capture.text.count("(") != capture.text.count(")"):
                message = (
                    f"of `{code}` the pattern captures {{{name}}} as `{capture.text}`, a bracket of the call with it"
                )
                node = file.argument(recipe, "pattern")
                raise file.error(f"{message}: write {name}=any ')' > or {name}=any* ')' > at its end", node, f"{name}=")


def _check_template(file: _File, template: str, captures: frozenset[str], node: ast.expr | None) -> None:
    try:
        fields = template_fields(template)
    except RecipeError as error:
        raise file.error(str(error), node) from None
    for _, name in fields:
        if name is not None and name not in captures:
            known = ", ".join(f"{{{capture}}}" for capture in sorted(captures)) or "nothing"
            message = f"template {template!r} asks for {{{name}}}, but the pattern captures {known}"
            raise file.error(message + _suggested(name, captures, "{{{}}}"), node, f"{{{name}")


def _check_names(file: _File, template: str, imports: Sequence[str], node: ast.expr | None) -> None:
    """Every name of the new code has to be a capture, a builtin or one of `imports`: else it may mean anything."""
    filled = "".join(text + (_CAPTURED if name is not None else "") for text, name in template_fields(template))
    try:
        tree = ast.parse(filled.strip(), mode="eval")
    except (SyntaxError, ValueError):
        return  # captures stand for more than expressions
    names = [found for found in ast.walk(tree) if isinstance(found, ast.Name)]
    bound = {found.id for found in names if isinstance(found.ctx, ast.Store)}
    bound |= {found.arg for found in ast.walk(tree) if isinstance(found, ast.arg)}
    known = {name.partition(".")[0] for name in imports} | bound | set(dir(builtins)) | {_CAPTURED}
    for name in (found.id for found in names if found.id not in known):
        raise file.error(
            f"template {template!r} uses `{name}`, which is no capture and no import: "
            f'write {{{name}}} for what the pattern captures, or imports=["{name}"] for a module',
            node,
            name,
        )


def _suggested(name: str, known: Collection[str], shape: str) -> str:
    close = get_close_matches(name, known, n=1)
    return f"; did you mean {shape.format(close[0])}?" if close else ""


def _check_unused(file: _File, recipe: Recipe, captures: frozenset[str]) -> None:
    assert isinstance(recipe.rewrite, str)
    used = {name for _, name in template_fields(recipe.rewrite)}
    for name in sorted(captures - used):
        if not name.startswith("_"):
            raise file.error(
                f"the pattern captures {{{name}}}, which the template never uses, so that the code there would be "
                f"lost: use it, or call it _{name} where it may go",
                file.argument(recipe, "pattern"),
                f"{name}=",
            )


def _check_function(
    file: _File, function: Callable[..., Any], captures: frozenset[str], imports: Sequence[str], asked: type = Call
) -> None:
    given = function
    while isinstance(given, partial):
        given = given.func
    node = file.function(given)
    name = getattr(given, "__name__", type(given).__name__)
    try:
        inspect.signature(function).bind(None)
    except TypeError:
        raise file.error(f"the rewrite {name} must take one argument, the {asked.__name__}", node) from None
    except ValueError:
        return  # written in C: it does not say what it takes
    if inspect.iscoroutinefunction(given) or inspect.isgeneratorfunction(given):
        raise file.error(f"the rewrite {name} is a generator or a coroutine; write a plain function", node)
    for unknown in unknown_facts(file.tree, node if given is function else None, asked):
        raise file.error(unknown.message, unknown.node, f".{unknown.node.attr}")
    if node is None:
        return
    if asked is Call:
        _check_returns(file, node)
    for call in _own_nodes(node):
        match call:
            case ast.Call(func=ast.Name(id="Rewrite")):
                _check_rewrite(file, call, captures, imports)
            case ast.Call(func=ast.Name(id="Change")):
                _check_change(file, call, captures)
            case ast.Call(func=ast.Name(id="Skip"), args=[], keywords=[]):
                raise file.error("Skip() without a reason: write one, which tells the reader what to do", call)
    if node is not None and node.args.args and given is function:
        _check_lookups(file, node, captures)


def _check_rewrite(file: _File, call: ast.Call, captures: frozenset[str], imports: Sequence[str]) -> None:
    """The template of `Rewrite(...)`, where it is written out and is not about another call."""
    names = [keyword.arg for keyword in call.keywords]
    value = next((keyword.value for keyword in call.keywords if keyword.arg == "template"), None)
    value = value or (call.args[0] if call.args else None)
    if value is None or "at" in names or None in names:
        return
    template = _value(value)
    if isinstance(value, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "x" for part in value.values]
        template = "".join(map(str, parts))
    if isinstance(template, str):
        _check_template(file, template, captures, value)
        if isinstance(value, ast.Constant):
            _check_names(file, template, imports, value)


def _check_change(file: _File, call: ast.Call, captures: frozenset[str]) -> None:
    """The text of `Change(...)`, where it is written out and is a template."""
    if any(keyword.arg in ("verbatim", None) for keyword in call.keywords):
        return
    texts = [*call.args[1:2], *(keyword.value for keyword in call.keywords if keyword.arg in ("text", "otherwise"))]
    for text in texts:
        if isinstance(value := _value(text), str):
            _check_template(file, value, captures, text)


def _check_lookups(file: _File, node: ast.FunctionDef | ast.AsyncFunctionDef, captures: frozenset[str]) -> None:
    """`call.captures["name"]`."""
    for found in _own_nodes(node):
        match found:
            case ast.Subscript(
                value=ast.Attribute(value=ast.Name(id=owner), attr="captures"), slice=ast.Constant() as key
            ):
                if owner == node.args.args[0].arg and key.value not in captures:
                    known = ", ".join(sorted(captures)) or "nothing"
                    hint = _suggested(str(key.value), captures, "{!r}")
                    raise file.error(f"captures[{key.value!r}]: the pattern captures {known}{hint}", key)


def _own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function but for those of functions inside it."""
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(node))


def _check_returns(file: _File, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    returns = [found for found in _own_nodes(node) if isinstance(found, ast.Return)]
    for found in returns:
        kind = _wrong_type(found.value)
        if kind:
            raise file.error(f"{node.name} gives {kind} where {_DUE}", found.value or found)
    last = node.body[-1]
    if not returns and not any(isinstance(found, ast.Raise) for found in _own_nodes(node)):
        raise file.error(f"{node.name} returns nothing where {_DUE}", node)
    if isinstance(last, ast.If) and not last.orelse:
        message = f"{node.name} gives None where this `if` does not hold; {_DUE}: end with a Skip and its reason"
        raise file.error(message, last)


def _wrong_type(value: ast.expr | None) -> str:
    """What a returned expression surely is, where it is no answer; "" where it may be one."""
    match value:
        case None | ast.Constant(value=None):
            return "None"
        case ast.Constant(value=found):
            return f"a {type(found).__name__}"
        case ast.JoinedStr() | ast.Call(func=ast.Attribute(value=ast.Constant(value=str()) | ast.JoinedStr())):
            return "a str"
        case ast.Dict() | ast.DictComp():
            return "a dict"
        case ast.Compare() | ast.UnaryOp(op=ast.Not()):
            return "a bool"
        case ast.IfExp(body=body, orelse=orelse):
            return _wrong_type(body) or _wrong_type(orelse)
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            kinds = [f"a list with {kind}" for part in parts if (kind := _wrong_type(part))]
            return kinds[0] if kinds else ""
    return ""


def check_order(recipes: Sequence[Recipe], checked: Collection[str]) -> None:
    """Raise RecipeError where two recipes are for one call, and neither says which is asked first.

    At least one of the two has to be among the checked origins.
    """
    names = {recipe.name for recipe in recipes}
    for recipe in recipes:
        for name in recipe.before:
            if name not in names and recipe.origin in checked:
                file = _File(recipe.origin)
                hint = _suggested(name, names, "{!r}") or f"; there are {', '.join(sorted(names))}"
                raise file.error(f"before: there is no recipe {name!r}{hint}", file.argument(recipe, "before"), name)
    first: dict[str, list[Recipe]] = {}
    for recipe in recipes:
        for call in recipe.calls:
            for other in first.setdefault(call, []):
                if recipe.origin in checked or other.origin in checked:
                    _check_pair(call, recipe, other, checked)
            first[call].append(recipe)


def _check_pair(call: str, one: Recipe, other: Recipe, checked: Collection[str]) -> None:
    ahead, behind = other.name in one.before, one.name in other.before
    if ahead != behind:
        return
    here, there = (one, other) if one.origin in checked else (other, one)
    file = _File(here.origin)
    if ahead:
        message = f"the recipes {one.name!r} and {other.name!r} each say that they come before the other; one must not"
        raise file.error(message, file.argument(here, "before"))
    message = (
        f"{call} is rewritten by {here.name!r} and by {there.name!r} ({there.origin}); say which of them is asked "
        f'first: before=["{there.name}"] here, or before=["{here.name}"] there'
    )
    raise file.error(message, file.argument(here, "calls"), call)
