"""The facts about a statement, a block, a function or a module, gathered as a rewrite function asks for them."""

from __future__ import annotations

import ast
import io
import tokenize
from functools import cached_property

from asyncfix.binding.execution_context import ExecutionContext, place_of
from asyncfix.callgraph.name_references import references
from asyncfix.files.text_edits import Span
from asyncfix.recipe import Block
from asyncfix.rewrite.code_facts import CodeFacts
from asyncfix.syntax.node_path import FUNCTIONS, Step


class BlockFacts(CodeFacts, Block):
    """The facts about the block at the end of a path. A function stands for what is inside of it."""

    @property
    def node(self) -> ast.AST:
        return self.path[-1].node

    @cached_property
    def place(self) -> ExecutionContext:
        statements = self._statements
        inside = isinstance(self.node, (*FUNCTIONS, ast.Module)) and statements
        return place_of((*self.path, Step(statements[0], "body")) if inside else self.path)

    @property
    def _statements(self) -> list[ast.stmt]:
        found: list[ast.stmt] = getattr(self.node, "body", [])
        return found

    @property
    def span(self) -> Span:
        return Span(0, len(self.tree.source.text)) if isinstance(self.node, ast.Module) else self.tree.span(self.node)

    @property
    def name(self) -> str:
        return self.node.name if isinstance(self.node, FUNCTIONS) else ""

    @property
    def text(self) -> str:
        return self.tree.source.text[self.span.start : self.span.end]

    @cached_property
    def header(self) -> Span:
        if isinstance(self.node, ast.Module):
            return Span(0, 0)
        if not self._statements:
            return self.span
        lines = self.text.splitlines(keepends=True)
        depth = 0
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            depth += (token.string in "([{") - (token.string in ")]}") if token.type == tokenize.OP else 0
            if token.string == ":" and not depth:
                before = sum(map(len, lines[: token.end[0] - 1]))
                return Span(self.span.start, self.span.start + before + token.end[1])
        return self.span

    @property
    def body(self) -> Span:
        statements = self._statements
        if not statements:
            return Span(self.span.end, self.span.end)
        return Span(self.tree.span(statements[0]).start, self.tree.span(statements[-1]).end)

    @property
    def is_async(self) -> bool:
        return isinstance(self.node, (ast.AsyncFunctionDef, ast.AsyncWith, ast.AsyncFor))

    @cached_property
    def decorators(self) -> tuple[str, ...]:
        found = []
        for decorator in getattr(self.node, "decorator_list", ()):
            step = (*self.path, Step(decorator, "decorator_list"))
            if isinstance(decorator, ast.Call):
                step = (*step, Step(decorator.func, "func"))
            found.append(self.names.meaning(step).certain)
        return tuple(found)

    def places_of(self, name: str) -> tuple[Span, ...]:
        found = references(self.tree, self.names, {name})
        inside = (one.path for one in found if one.meaning.certain == name)
        return tuple(self.tree.span(path[-1].node) for path in inside if any(step.node is self.node for step in path))
