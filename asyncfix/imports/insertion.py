"""The place of a new import statement, in the style of the imports that are there."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Sequence

from asyncfix.files.text_edits import Edit, Span
from asyncfix.syntax.node_path import DEFINITIONS
from asyncfix.syntax.tree import Tree

Import = ast.Import | ast.ImportFrom

_REST = re.compile(r"(?P<comma>[ \t\f]*,)?(?P<comment>[ \t\f]*(?:#[^\r\n]*)?)(?:\r\n|\r|\n)?")


def insert_top(tree: Tree, text: str, module: str) -> Edit:
    """An edit that adds the statement `text`, which imports `module`, at the top of the file.

    It joins the group of the import block that has its package, or the first that holds its kind (standard
    library or not), in the group's order; else it makes a group of its own in the usual order. Never above a
    docstring or `from __future__`.
    """
    imports = _import_block(tree.module)
    if not imports:
        return _first_import(tree, text)
    groups = _groups(tree, imports)
    root = module.partition(".")[0]
    for group in sorted(groups, key=lambda group: all(module_of(item).partition(".")[0] != root for item in group)):
        if any(is_stdlib(module_of(item)) == is_stdlib(module) for item in group):
            return _into_group(tree, group, text, module)
    newline = tree.source.newline
    if is_stdlib(module):
        return insert_before(tree, groups[0][0], text, after=newline)
    return _after(tree, groups[-1][-1], newline + text)


def insert_before(tree: Tree, statement: ast.stmt, text: str, after: str = "") -> Edit:
    """An edit that puts a statement before another one, on a line of its own where the other has one."""
    start = statement_start(tree, statement)
    source = tree.source
    line = source.line_span(source.position(start)[0])
    indent = source.text[line.start : start]
    if indent.strip(" \t\f") or continues(tree, line.start):
        return Edit(Span(start, start), f"{text}; ")
    indent = indent.rpartition("\f")[2]
    at = start - len(indent)
    return Edit(Span(at, at), f"{indent}{text}{source.newline}{after}")


def insert_first(tree: Tree, statement: ast.stmt, text: str) -> Edit:
    """The same for the first statement of a function, whose comments stay with it."""
    edit = insert_before(tree, statement, text)
    source = tree.source
    at, indent = edit.span.start, edit.text[: len(edit.text) - len(edit.text.lstrip())]
    while edit.text.endswith(source.newline) and at > 0:
        above = source.line_span(source.position(at - 1)[0])
        line = source.text[above.start : above.end]
        is_end = any(quotes in line for quotes in ("'''", '"""')) or continues(tree, above.start)  # of a string
        if is_end or not line.startswith(f"{indent}#"):
            break
        at = above.start
    return Edit(Span(at, at), edit.text)


def continues(tree: Tree, line_start: int) -> bool:
    """True where the line that starts there continues the one above by a backslash."""
    return re.search(r"\\(?:\r\n|\r|\n)\Z", tree.source.text[max(0, line_start - 3) : line_start]) is not None


def insert_name(tree: Tree, statement: ast.ImportFrom, name: str) -> Edit:
    """An edit that adds a name to a `from` import: in its order where it has one, else at its end.

    Where each name has a line of its own, so has the new one.
    """
    source = tree.source
    names = [alias.name for alias in statement.names]
    sort_key = next((key for key in _ORDERS if names == sorted(names, key=key)), None)
    later = [alias for alias in statement.names if sort_key is not None and sort_key(alias.name) > sort_key(name)]
    spans = [tree.span(alias) for alias in statement.names]
    lines = [source.line_span(source.position(span.start)[0]) for span in spans]
    indent = source.text[lines[-1].start : spans[-1].start]
    parenthesised = source.text[spans[-1].end : tree.span(statement).end].endswith(")")
    if not parenthesised or indent.strip() or len(set(lines)) < len(lines):
        if later:
            return Edit(Span(at := tree.span(later[0]).start, at), f"{name}, ")
        return Edit(Span(spans[-1].end, spans[-1].end), f", {name}")
    if later:
        return Edit(Span(at := tree.span(later[0]).start, at), f"{name},{source.newline}{indent}")
    return _below_last(tree, spans[-1], f"{indent}{name}")


def _below_last(tree: Tree, last: Span, line: str) -> Edit:
    """An edit that adds the line with a name below the last name of a parenthesised import, comment included."""
    source = tree.source
    newline = source.newline
    rest = _REST.match(source.text, last.end)
    if rest is None or not rest[0].endswith(("\r", "\n")):
        return Edit(Span(last.end, last.end), f",{newline}{line}")
    if rest["comma"]:
        return Edit(Span(rest.end(), rest.end()), f"{line},{newline}")
    return Edit(Span(last.end, rest.end("comment")), f",{rest['comment']}{newline}{line}")


def _by_type(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest: the order of isort and ruff."""
    rank = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return rank, name.lower()


_ORDERS: tuple[Callable[[str], tuple[int, str]], ...] = (
    _by_type,
    lambda name: (0, name.lower()),
    lambda name: (0, name),
)


def statement_start(tree: Tree, statement: ast.stmt) -> int:
    """The offset of a statement, its decorators included."""
    decorators = getattr(statement, "decorator_list", None)
    if not decorators:
        return tree.span(statement).start
    start = tree.span(decorators[0]).start
    return tree.source.text.rindex("@", 0, start)


def module_of(statement: Import) -> str:
    """The module that the statement names first; relative ones keep their dots."""
    if isinstance(statement, ast.Import):
        return statement.names[0].name
    return "." * statement.level + (statement.module or "")


def is_docstring(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def is_future(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"


def _import_block(module: ast.Module) -> list[Import]:
    """The imports at the top: those before the first definition."""
    found: list[Import] = []
    for statement in module.body:
        if isinstance(statement, DEFINITIONS):
            break
        if isinstance(statement, (ast.Import, ast.ImportFrom)) and not is_future(statement):
            found.append(statement)
        elif found and not isinstance(statement, (ast.If, ast.Try, ast.Expr, ast.Assign, ast.AnnAssign)):
            break
    return found


def _groups(tree: Tree, imports: Sequence[Import]) -> list[list[Import]]:
    """Imports on neighbouring lines belong together; a blank line or other code parts them."""
    groups: list[list[Import]] = []
    for statement in imports:
        previous = groups[-1][-1] if groups else None
        if previous is not None and _touch(tree, previous, statement):
            groups[-1].append(statement)
        else:
            groups.append([statement])
    return groups


def _touch(tree: Tree, first: Import, second: Import) -> bool:
    between = tree.source.text[tree.span(first).end : tree.span(second).start]
    lines = between.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return all(line.strip() for line in lines[1:-1]) and all(map(_is_comment_or_blank, lines))


def _is_comment_or_blank(line: str) -> bool:
    code = line.strip(" \t\f;\\")
    return not code or code.startswith("#")


def is_stdlib(module: str) -> bool:
    return module.partition(".")[0] in sys.stdlib_module_names


def _sort_key(statement: Import) -> str:
    return module_of(statement).lower()


def _into_group(tree: Tree, group: Sequence[Import], text: str, module: str) -> Edit:
    keys = [_sort_key(item) for item in group]
    kind = ast.ImportFrom if text.startswith("from ") else ast.Import
    alike = [item for item in group if isinstance(item, kind)]
    mixed = keys == sorted(keys) and _is_mixed(group)
    candidates: Sequence[Import] = group if mixed else alike
    if not candidates and kind is ast.ImportFrom:
        return _after(tree, group[-1], text)
    if not candidates:
        return insert_before(tree, group[0], text)
    ordered = [_sort_key(item) for item in candidates]
    if ordered == sorted(ordered):
        for item in candidates:
            if _sort_key(item) > module.lower():
                return insert_before(tree, item, text)
    if kind is ast.ImportFrom:
        candidates = [item for item in candidates if is_stdlib(module_of(item)) == is_stdlib(module)] or candidates
    return _after(tree, candidates[-1], text)


def _is_mixed(group: Sequence[Import]) -> bool:
    """True where a `from` import stands before a plain one: sorted by module, whatever the form."""
    kinds = [isinstance(item, ast.ImportFrom) for item in group]
    return kinds != sorted(kinds)


def _after(tree: Tree, statement: ast.stmt, text: str) -> Edit:
    source = tree.source
    end = tree.span(statement).end
    line = source.line_span(source.position(end)[0])
    if not _is_comment_or_blank(source.text[end : line.end].strip("\r\n")):
        return Edit(Span(end, end), f"; {text.strip()}")
    if not source.text[line.start : line.end].endswith(("\n", "\r")):
        return Edit(Span(line.end, line.end), f"{source.newline}{text}")
    return Edit(Span(line.end, line.end), f"{text}{source.newline}")


def _first_import(tree: Tree, text: str) -> Edit:
    """The first import of a file: after the docstring and `__future__`, else below the opening comments."""
    newline = tree.source.newline
    head: ast.stmt | None = None
    rest: ast.stmt | None = None
    for statement in tree.module.body:
        if (head is None and is_docstring(statement)) or is_future(statement):
            head = statement
        else:
            rest = statement
            break
    if rest is None:
        raise ValueError("a file without code needs no import")
    gap = newline * 2 if isinstance(rest, DEFINITIONS) else newline
    if head is not None:
        start = statement_start(tree, rest)
        between = tree.source.text[tree.span(head).end : start]
        if "\n" not in between and "\r" not in between:
            return insert_before(tree, rest, text)
        blank = _blank_lines(between)
        return _after(tree, head, newline + text + ("" if blank else gap))
    return _below_comments(tree, rest, text, gap)


def _blank_lines(between: str) -> bool:
    """True where the line after the end of a statement is blank."""
    lines = between.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines) > 2 and not lines[1].strip()


def _below_comments(tree: Tree, first: ast.stmt, text: str, gap: str) -> Edit:
    """Before the first statement and the comment that belongs to it, after the file's own comments."""
    source = tree.source
    start = statement_start(tree, first)
    line = top = source.position(start)[0]
    while top > 1 and source.text[source.line_span(top - 1).start :].startswith("#"):
        top -= 1
    if top == 1 or source.text[source.line_span(line).start : start].strip():
        return insert_before(tree, first, text, after=gap)
    at = source.line_span(top).start
    return Edit(Span(at, at), f"{text}{source.newline}{gap}")
