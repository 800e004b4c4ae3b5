"""The uses of values in every function of a file, in the order in which they happen.

A forward interpretation: statements are walked in order, a table says what each local name stands
for, branches are joined, loops walked twice. What matters to a blocked loop is kept as events:
calls, attributes that may be properties, `with` and iteration.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from asyncfix.binding.scopes import Binds, imported
from asyncfix.inference.annotations import annotated, yielded
from asyncfix.inference.eval_expressions import ExpressionEvaluator
from asyncfix.inference.events import FACTORIES, STOP_ITERATION, ClassFacts, EventKind, FunctionFacts
from asyncfix.inference.local_env import Env
from asyncfix.inference.module_env import BUILTINS, ModuleNames
from asyncfix.inference.narrowing import narrowed
from asyncfix.inference.symbolic import (
    NONE,
    OWN,
    UNKNOWN,
    Entered,
    InstanceOf,
    Name,
    Parts,
    ResultOf,
    Symbolic,
    deep,
    either,
    element_of,
)
from asyncfix.syntax.node_path import FUNCTIONS, TRIES

_ORDINARY = BUILTINS - {STOP_ITERATION}


class FileFlow(ModuleNames):
    """The functions and classes of a file, and what its module-level names stand for."""

    def __init__(self, module: ast.Module, keep_values: bool = False, has_globals: bool = True) -> None:
        super().__init__(module, keep_values, has_globals)
        _Walker(self, FunctionFacts("", module), {}, "").run(module.body)


class _Walker(ExpressionEvaluator):
    """Walks one function."""

    def __init__(self, flow: ModuleNames, function: FunctionFacts, outer: Env, owner: str) -> None:
        super().__init__(flow, function, outer, owner)
        self.handlers: list[list[Env]] = []
        self.shot = (0, 0)  # the state of the last snapshot
        self.shot_env: Env = {}
        self.breaks: list[list[Env]] = []
        self.dead = False

    def run(self, body: Sequence[ast.stmt]) -> None:
        self.block(body)
        self.finish()

    def finish(self) -> None:
        """Walk what was defined here, now that all the names are known."""
        function = self.function
        function.is_generator = bool(self.yielded)
        if function.returns is UNKNOWN and self.returned:
            function.returns = either(self.returned)
        if function.yields is UNKNOWN and self.yielded:
            function.yields = either(self.yielded)
        if not self.is_module:
            self.flow.functions.append(function)
            if not self.waiting:
                return
            outer = {**self.outer, **{name: either(values) for name, values in self.bound.items()}}
        else:
            self.flow.variables.update((name, either(values)) for name, values in self.bound.items())
            if function.events:
                self.flow.functions.append(function)
            outer = {}
        for inner, node, seen in self.waiting:
            walker = _Walker(self.flow, inner, outer if seen is None else self.since(seen), "")
            if isinstance(node, ast.Lambda):
                walker.parameters(node.args, "")
                walker.returned.append(walker.eval(node.body))
                walker.finish()
            elif isinstance(node, FUNCTIONS):
                walker.parameters(node.args, inner.owner)
                walker.run(node.body)

    def block(self, statements: Sequence[ast.stmt]) -> None:
        self.depth += 1
        for statement in statements:
            if self.dead:
                self.dead = False  # code that is never reached is walked as well
            handler = _HANDLERS.get(type(statement))
            if handler is not None:
                handler(self, statement)
            else:
                self.children(statement)
            if self.handlers:
                self.snapshot()
        self.depth -= 1

    def snapshot(self) -> None:
        """Keep what the names stand for, for the handlers of the `try` around, where something changed."""
        state = (self.binds, len(self.handlers))
        if self.env is self.shot_env and state == self.shot:
            return
        self.shot = state
        self.shot_env = self.env
        taken = self.handlers[-1]
        taken.append(dict(self.env))
        if len(taken) > 4:
            taken[:] = [self.join(taken)]

    def on_expression(self, node: ast.Expr) -> None:
        if node.value.__class__ is not ast.Constant:
            self.eval(node.value)

    def on_assign(self, node: ast.Assign) -> None:
        value = self.eval(node.value)
        for target in node.targets:
            self.bind(target, value)

    def on_annotated(self, node: ast.AnnAssign) -> None:
        known = annotated(node.annotation, self.look_up_dotted)
        value = self.eval(node.value) if node.value is not None else None
        if isinstance(node.target, ast.Name) and value is None:
            if self.is_module and known is not UNKNOWN:
                self.module_name(node.target.id, known)
            elif isinstance(self.function.node, ast.ClassDef) and known is not UNKNOWN:
                self.bind_name(node.target.id, known)
            return
        self.bind(node.target, known if known is not UNKNOWN else value or UNKNOWN)

    def on_augmented(self, node: ast.AugAssign) -> None:
        self.eval(node.value)
        if isinstance(node.target, ast.Name):
            self.bind_name(node.target.id, UNKNOWN)
        else:
            self.bind(node.target, UNKNOWN)

    def on_return(self, node: ast.Return) -> None:
        self.returned.append(self.eval(node.value) if node.value is not None else NONE)
        self.dead = True

    def on_raise(self, node: ast.Raise) -> None:
        if node.exc is not None:
            raised = self.eval(node.exc)
            if not _is_ordinary(raised):
                self.event(EventKind.RAISE, raised, node.exc)
        if node.cause is not None:
            self.eval(node.cause)
        self.dead = True

    def on_leave(self, node: ast.AST) -> None:
        if self.breaks:
            self.breaks[-1].append(dict(self.env))
        self.dead = True

    def on_if(self, node: ast.If) -> None:
        self.eval(node.test)
        held, failed = narrowed(node.test, self.look_up_dotted)
        start = dict(self.env)
        ends = []
        for body, names in ((node.body, held), (node.orelse, failed)):
            self.env = {**start, **names}
            self.block(body)
            if not self.dead:
                ends.append(self.env)
            self.dead = False
        self.dead = not ends
        self.env = self.join(ends) if ends else start

    def on_assert(self, node: ast.Assert) -> None:
        self.children(node)
        self.env.update(narrowed(node.test, self.look_up_dotted)[0])

    def on_while(self, node: ast.While) -> None:
        self.loop(lambda: self.eval(node.test), node.body, node.orelse)

    def on_for(self, node: ast.For | ast.AsyncFor) -> None:
        value = self.eval(node.iter)
        self.event(EventKind.ITERATE, value, node.iter, awaited=isinstance(node, ast.AsyncFor))
        self.loop(lambda: self.bind(node.target, element_of(value)), node.body, node.orelse)

    def loop(self, begin: Callable[[], object], body: Sequence[ast.stmt], orelse: Sequence[ast.stmt]) -> None:
        start = dict(self.env)
        events, waiting = len(self.function.events), len(self.waiting)
        self.breaks.append([])
        read, missed = self.read, self.missed
        self.read, self.missed = set(), set()
        begin()
        self.block(body)
        self.dead = False
        again = self.join([start, self.env])
        if self.turns_matter(start, again):
            del self.function.events[events:]  # those of the last turn know the most
            del self.waiting[waiting:]
            self.env = again
            begin()
            self.block(body)
            self.dead = False
        self.read |= read
        self.missed |= missed
        left = self.breaks.pop()
        self.env = self.join([start, self.env, *left])
        self.block(orelse)
        self.dead = False

    def turns_matter(self, before: Env, after: Env) -> bool:
        """True where the body of a loop read a name that stands for something else in its second turn."""
        if any(name not in before for name in self.missed if name in after):
            return True
        return any(name in before and before[name] is not after[name] for name in self.read if name in after)

    def on_with(self, node: ast.With | ast.AsyncWith) -> None:
        entered: list[tuple[Symbolic, ast.expr]] = []
        awaited = isinstance(node, ast.AsyncWith)
        for item in node.items:
            value = self.eval(item.context_expr)
            entered.append((value, item.context_expr))
            self.event(EventKind.ENTER, value, item.context_expr, awaited=awaited)
            if item.optional_vars is not None:
                self.bind(item.optional_vars, Entered(value) if not deep(value) else UNKNOWN)
        self.block(node.body)
        for value, expression in reversed(entered):
            self.event(EventKind.LEAVE, value, expression, awaited=awaited)

    def on_try(self, node: ast.Try) -> None:
        start = dict(self.env)
        self.handlers.append([start])
        self.block(node.body)
        raised = self.join(self.handlers.pop())
        body_dead, after = self.dead, self.env
        self.dead = False
        ends = []
        if not body_dead:
            self.env = after
            self.block(node.orelse)
            if not self.dead:
                ends.append(self.env)
        for handler in node.handlers:
            self.dead = False
            self.env = dict(raised)
            if handler.type is not None:
                self.eval(handler.type)
            if handler.name:
                self.bind_name(handler.name, InstanceOf(self.look_up_dotted(handler.type)) if handler.type else UNKNOWN)
            self.block(handler.body)
            if not self.dead:
                ends.append(self.env)
        self.dead = False
        self.env = self.join([*ends, raised] if node.finalbody else ends) if ends or node.finalbody else dict(raised)
        self.block(node.finalbody)
        self.dead = self.dead or not ends

    def on_match(self, node: ast.Match) -> None:
        self.eval(node.subject)
        start, ends = dict(self.env), [dict(self.env)]
        for case in node.cases:
            self.env = dict(start)
            for part in ast.walk(case.pattern):
                name = getattr(part, "name", None) or getattr(part, "rest", None)
                if isinstance(name, str):
                    self.bind_name(name, UNKNOWN)
            if case.guard is not None:
                self.eval(case.guard)
            self.block(case.body)
            if not self.dead:
                ends.append(self.env)
            self.dead = False
        self.env = self.join(ends)

    def on_function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        name = self.qualified(node.name) + _accessor(node)
        decorators = []
        for decorator in node.decorator_list:
            value = self.eval(decorator)
            decorators.append(value)
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.eval(default)
        function = FunctionFacts(name, node, owner=self.owner, decorators=tuple(decorators))
        if node.returns is not None:
            function.returns = annotated(node.returns, self.look_up_dotted)
            function.yields = yielded(node.returns, self.look_up_dotted)
        self.waiting.append((function, node, self.here()))
        self.bind_name(node.name, Name(OWN + name))

    def on_class(self, node: ast.ClassDef) -> None:
        name = self.qualified(node.name)
        for decorator in node.decorator_list:
            self.eval(decorator)
        made = ClassFacts(name, tuple(self.eval(base) for base in node.bases))
        self.flow.classes[name] = made
        inner = _Walker(self.flow, FunctionFacts(name, node), {**self.outer, **self.env}, name)
        inner.block(node.body)
        self.read |= inner.read
        self.missed |= inner.missed
        for word, values in inner.bound.items():
            made.attributes.setdefault(word, either(values))
        for function, definition, _ in inner.waiting:
            if isinstance(definition, FUNCTIONS) and function.owner == name and not _accessor(definition):
                made.methods[definition.name] = function.name
        self.function.events.extend(inner.function.events)
        factories = tuple(value for statement in node.body if (value := inner.factory(statement)) is not UNKNOWN)
        if factories:
            made.attributes[FACTORIES] = Parts(factories)
        made.declared = {
            statement.target.id
            for statement in node.body
            if isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and made.attributes.get(statement.target.id, UNKNOWN) is not UNKNOWN
        }
        here = self.here()
        self.waiting.extend((function, definition, here) for function, definition, _ in inner.waiting)
        self.bind_name(node.name, Name(OWN + name))

    def factory(self, statement: ast.stmt) -> Symbolic:
        """The function that makes the value of a field: `items: list = field(default_factory=load)`."""
        match statement:
            case ast.AnnAssign(value=ast.Call(keywords=keywords)):
                for keyword in keywords:
                    if keyword.arg == "default_factory" and not isinstance(keyword.value, ast.Lambda):
                        return self.look_up_dotted(keyword.value)
        return UNKNOWN

    def on_import(self, node: ast.Import | ast.ImportFrom) -> None:
        for binding in imported(node):
            if binding.how is Binds.IMPORT and not self.is_module:
                self.bind_name(binding.name, Name(binding.target))

    def on_global(self, node: ast.Global) -> None:
        self.globals.update(node.names)

    def on_delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name) and not self.is_module:
                self.bind_name(target.id, UNKNOWN)
            else:
                self.children(target)


def _is_ordinary(raised: Symbolic) -> bool:
    """True for an exception of Python's own that a thread can raise."""
    kind = raised.of if isinstance(raised, ResultOf) else raised
    return kind is UNKNOWN or (isinstance(kind, Name) and kind.target in _ORDINARY)


def _accessor(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """ "@setter" for what comes under `@name.setter`, which has the name of the property; "" for other functions."""
    words = [one.attr for one in node.decorator_list if isinstance(one, ast.Attribute)]
    return next((f"@{word}" for word in words if word in ("setter", "deleter")), "")


_HANDLERS: dict[type[ast.AST], Callable[[_Walker, Any], None]] = {
    ast.Expr: _Walker.on_expression,
    ast.Assign: _Walker.on_assign,
    ast.AnnAssign: _Walker.on_annotated,
    ast.AugAssign: _Walker.on_augmented,
    ast.Return: _Walker.on_return,
    ast.Raise: _Walker.on_raise,
    ast.Assert: _Walker.on_assert,
    ast.Break: _Walker.on_leave,
    ast.Continue: _Walker.on_leave,
    ast.If: _Walker.on_if,
    ast.While: _Walker.on_while,
    ast.For: _Walker.on_for,
    ast.AsyncFor: _Walker.on_for,
    ast.With: _Walker.on_with,
    ast.AsyncWith: _Walker.on_with,
    **dict.fromkeys(TRIES, _Walker.on_try),
    ast.Match: _Walker.on_match,
    ast.FunctionDef: _Walker.on_function,
    ast.AsyncFunctionDef: _Walker.on_function,
    ast.ClassDef: _Walker.on_class,
    ast.Import: _Walker.on_import,
    ast.ImportFrom: _Walker.on_import,
    ast.Delete: _Walker.on_delete,
    ast.Global: _Walker.on_global,
}
