"""The values of the expressions of a function, and the events of evaluating them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from asyncfix.catalogue.consumers import calls_key, consumes, steps_later
from asyncfix.effects.container_access import CHANGING
from asyncfix.inference.events import SLICE, EventKind, FunctionFacts, new_event
from asyncfix.inference.local_env import Env, LocalNames
from asyncfix.inference.narrowing import narrowed
from asyncfix.inference.symbolic import (
    ENTERING,
    NONE,
    NOTHING_GIVEN,
    OWN,
    UNKNOWN,
    Awaited,
    CallArguments,
    InstanceOf,
    IterableOf,
    Literal,
    Member,
    Name,
    Parts,
    ResultOf,
    SuperOf,
    Symbolic,
    TableOf,
    brief,
    deep,
    either,
    element_of,
    part_of,
)
from asyncfix.syntax.node_id import node_id
from asyncfix.syntax.node_path import COMPREHENSIONS, child_fields

_SHORT = 40  # characters of a literal that is kept


def _is_own(given: Sequence[ast.expr], owner: str) -> bool:
    """True for `super()`, and for `super(Owner, self)`."""
    match given:
        case []:
            return True
        case [ast.Name(id=name), ast.Name()]:
            return name == owner.rpartition(".")[2]
    return False


class ExpressionEvaluator(LocalNames):
    """The expressions of one function."""

    def children(self, node: ast.AST) -> None:
        for name in child_fields(type(node)):
            child = getattr(node, name, None)
            if child.__class__ is list:
                for one in child:
                    if isinstance(one, ast.expr):
                        self.eval(one)
            elif isinstance(child, ast.expr):
                self.eval(child)

    def bind(self, target: ast.expr, value: Symbolic) -> None:
        match target:
            case ast.Name(id=name):
                self.bind_name(name, value)
                self.stored.add(name)
            case ast.Tuple(elts=elts) | ast.List(elts=elts):
                for index, item in enumerate(elts):
                    self.bind(item, part_of(value, index) if not _has_star(elts) else UNKNOWN)
            case ast.Starred(value=inner):
                self.bind(inner, IterableOf(UNKNOWN))
            case ast.Attribute(value=ast.Name(id=name), attr=word):
                self.changed(target)
                owner = self.look_up(name)
                if type(owner) is Name:
                    self.event(EventKind.WRITE, self.flow.member(owner, word), target)
                self.set_attribute(name, word, value)
            case ast.Attribute(value=inner):
                self.changed(target)
                self.eval(inner)
            case ast.Subscript(value=inner, slice=index):
                self.changed(inner)
                self.eval(inner)
                self.eval(index)

    def event(
        self,
        kind: EventKind,
        value: Symbolic,
        node: ast.expr,
        given: CallArguments = NOTHING_GIVEN,
        *,
        awaited: bool = False,
    ) -> None:
        self.function.events.append(new_event((kind, value, node, given, awaited, self.lazy > 0)))

    def eval(self, node: ast.expr) -> Symbolic:
        handler = _EXPRESSIONS.get(node.__class__)
        if handler is not None:
            return handler(self, node)
        self.children(node)
        return UNKNOWN

    def of_name(self, node: ast.Name) -> Symbolic:
        value = self.look_up(node.id)
        if self.flow.values is not None:
            self.flow.values[node_id(node)] = value
        return value

    def of_constant(self, node: ast.Constant) -> Symbolic:
        constant = node.value
        if isinstance(constant, (str, bytes)) and len(constant) > _SHORT:
            return UNKNOWN
        if constant.__class__ is str:
            known = self.flow.literals.get(constant)
            if known is None:
                known = self.flow.literals[constant] = Literal(repr(constant))
            return known if len(known.text) <= _SHORT else UNKNOWN
        text = repr(constant)
        return Literal(text) if len(text) <= _SHORT else UNKNOWN

    def of_attribute(self, node: ast.Attribute) -> Symbolic:
        base = self.eval(node.value)
        value = self.flow.member(base, node.attr)
        if isinstance(value, Member) and isinstance(node.ctx, ast.Load):
            self.event(EventKind.READ, value, node)
        return value

    def of_call(self, node: ast.Call) -> Symbolic:
        return self.call(node, awaited=False)

    def call(self, node: ast.Call, *, awaited: bool) -> Symbolic:
        called = node.func
        word = called.attr if isinstance(called, ast.Attribute) else ""
        if isinstance(called, ast.Attribute):
            function = self.flow.member(self.eval(called.value), word)  # a method, and no property
            if word in CHANGING:
                self.changed(called.value)
        else:
            function = self.eval(called)
        target = function.target if type(function) is Name else ""
        positional = []
        starred = False
        whole = consumes(target) or steps_later(target) or target in ENTERING
        for argument in node.args:
            if type(argument) is ast.Starred:
                starred = True
                self.eval(argument.value)
            else:
                value = self.eval(argument)
                if not starred:
                    positional.append(value if whole and not deep(value) else brief(value))
        keywords = []
        for keyword in node.keywords:
            value = self.eval(keyword.value)
            if keyword.arg is None:
                starred = True
            else:
                keywords.append((keyword.arg, brief(value)))
        given = (
            CallArguments(tuple(positional), tuple(keywords), starred)
            if positional or keywords or starred
            else NOTHING_GIVEN
        )
        owner = self.function.owner
        if owner and target == "super" and _is_own(node.args, owner):
            return SuperOf(InstanceOf(Name(OWN + owner)))
        if calls_key(target) or word == "sort":
            for name, value in keywords:
                if name == "key" and isinstance(value, Name) and value.target.startswith(OWN):
                    self.event(EventKind.CALL, value, node)
        if function is UNKNOWN and not awaited:
            self.event(EventKind.CALL, UNKNOWN, node, given)
            return UNKNOWN
        self.event(EventKind.CALL, function, node, given, awaited=awaited)
        if consumes(target) and positional and not isinstance(node.args[0], ast.Starred):
            self.event(EventKind.ITERATE, positional[0], node.args[0])
        if target == "getattr" and len(node.args) > 1:
            return self.named_attribute(node.args[1], positional)
        return ResultOf(function, given) if function is not UNKNOWN and not deep(function) else UNKNOWN

    def named_attribute(self, name: ast.expr, given: Sequence[Symbolic]) -> Symbolic:
        """`getattr(value, "name", default)`."""
        if not isinstance(name, ast.Constant) or not isinstance(name.value, str) or len(given) < 2:
            return UNKNOWN
        return either([self.flow.member(given[0], name.value), *given[2:]])

    def of_await(self, node: ast.Await) -> Symbolic:
        value = self.call(node.value, awaited=True) if isinstance(node.value, ast.Call) else self.eval(node.value)
        return Awaited(value) if value is not UNKNOWN else UNKNOWN

    def of_either(self, node: ast.BoolOp) -> Symbolic:
        which = 0 if isinstance(node.op, ast.And) else 1
        names: Env = {}
        found = []
        for value in node.values:
            found.append(self.eval_where(names, value))
            names = {**names, **narrowed(value, self.look_up_dotted)[which]}
        return either(found)

    def of_if(self, node: ast.IfExp) -> Symbolic:
        self.eval(node.test)
        held, failed = narrowed(node.test, self.look_up_dotted)
        return either([self.eval_where(held, node.body), self.eval_where(failed, node.orelse)])

    def eval_where(self, names: Env, node: ast.expr) -> Symbolic:
        """The value of an expression where names stand for these values."""
        if not names:
            return self.eval(node)
        before = {name: self.env.get(name) for name in names}
        self.env.update(names)
        value = self.eval(node)
        for name, old in before.items():
            if self.env.get(name) is names[name]:  # and was not bound anew
                if old is None:
                    del self.env[name]
                else:
                    self.env[name] = old
        return value

    def of_named(self, node: ast.NamedExpr) -> Symbolic:
        value = self.eval(node.value)
        self.bind_name(node.target.id, value)
        return value

    def of_lambda(self, node: ast.Lambda) -> Symbolic:
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.eval(default)
        name = self.qualified(f"<lambda:{node.lineno}:{node.col_offset}>")
        self.waiting.append((FunctionFacts(name, node), node, self.here()))
        return Name(OWN + name)

    def of_subscript(self, node: ast.Subscript) -> Symbolic:
        base = self.eval(node.value)
        self.eval(node.slice)
        if isinstance(base, Parts) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int):
            return part_of(base, node.slice.value)
        if base is UNKNOWN or deep(base) or not isinstance(node.ctx, ast.Load):
            return UNKNOWN
        if isinstance(base, IterableOf):
            return base if isinstance(node.slice, ast.Slice) else base.of
        return ResultOf(Member(base, SLICE if isinstance(node.slice, ast.Slice) else "__getitem__"))

    def of_tuple(self, node: ast.Tuple | ast.List | ast.Set) -> Symbolic:
        values = tuple(self.eval(item) for item in node.elts)
        if _has_star(node.elts):
            return UNKNOWN
        if isinstance(node, ast.Tuple):
            return Parts(values)
        return IterableOf(either(values)) if values else UNKNOWN

    def of_dict(self, node: ast.Dict) -> Symbolic:
        """The value of a dict: a table where its values are of one kind, a record where constants are among them."""
        for key in node.keys:
            if key is not None:
                self.eval(key)
        values = [self.eval(value) for value in node.values]
        if not values or any(one is UNKNOWN or isinstance(one, Literal) for one in values) or None in node.keys:
            return UNKNOWN
        value = either(values)
        return TableOf(value) if value is not UNKNOWN and not deep(value) else UNKNOWN

    def of_binary(self, node: ast.BinOp) -> Symbolic:
        left, right = self.eval(node.left), self.eval(node.right)
        if isinstance(node.op, ast.Div) and left is not UNKNOWN and not isinstance(left, Literal) and not deep(left):
            return ResultOf(Member(left, "__truediv__"), CallArguments((brief(right),)))
        return UNKNOWN

    def of_comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Symbolic:
        before = self.env
        self.env = dict(before)
        targets = {name.id for one in node.generators for name in ast.walk(one.target) if isinstance(name, ast.Name)}
        is_lazy = isinstance(node, ast.GeneratorExp)
        for index, generator in enumerate(node.generators):
            self.lazy += is_lazy and index > 0
            value = self.eval(generator.iter)
            self.lazy -= is_lazy and index > 0
            self.lazy += is_lazy
            self.event(EventKind.ITERATE, value, generator.iter, awaited=bool(generator.is_async))
            for name in ast.walk(generator.target):
                if isinstance(name, ast.Name):
                    self.env[name.id] = UNKNOWN
            self.bind_here(generator.target, element_of(value))
            for test in generator.ifs:
                self.eval(test)
            self.lazy -= is_lazy
        self.lazy += is_lazy
        if isinstance(node, ast.DictComp):
            self.eval(node.key)
            result: Symbolic = TableOf(self.eval(node.value))
        else:
            result = IterableOf(self.eval(node.elt))
        self.lazy -= is_lazy
        walruses = {
            name: value for name, value in self.env.items() if name not in targets and before.get(name) != value
        }
        self.env = {**before, **walruses} if walruses else before
        return result

    def bind_here(self, target: ast.expr, value: Symbolic) -> None:
        """Bind a comprehension's own names, which nothing outside sees."""
        match target:
            case ast.Name(id=name):
                self.env[name] = value
            case ast.Tuple(elts=elts) | ast.List(elts=elts) if not _has_star(elts):
                for index, item in enumerate(elts):
                    self.bind_here(item, part_of(value, index))

    def of_yield(self, node: ast.Yield | ast.YieldFrom) -> Symbolic:
        value = self.eval(node.value) if node.value is not None else NONE
        if isinstance(node, ast.YieldFrom):
            self.event(EventKind.ITERATE, value, node.value)
            value = element_of(value)
        self.yielded.append(value)
        return UNKNOWN

    def of_starred(self, node: ast.Starred) -> Symbolic:
        value = self.eval(node.value)
        self.event(EventKind.ITERATE, value, node.value)
        return UNKNOWN


def _has_star(items: Sequence[ast.expr]) -> bool:
    return any(isinstance(item, ast.Starred) for item in items)


_EXPRESSIONS: dict[type[ast.AST], Callable[[ExpressionEvaluator, Any], Symbolic]] = {
    ast.Name: ExpressionEvaluator.of_name,
    ast.Constant: ExpressionEvaluator.of_constant,
    ast.Attribute: ExpressionEvaluator.of_attribute,
    ast.Call: ExpressionEvaluator.of_call,
    ast.Await: ExpressionEvaluator.of_await,
    ast.BoolOp: ExpressionEvaluator.of_either,
    ast.IfExp: ExpressionEvaluator.of_if,
    ast.NamedExpr: ExpressionEvaluator.of_named,
    ast.Lambda: ExpressionEvaluator.of_lambda,
    ast.Subscript: ExpressionEvaluator.of_subscript,
    ast.Tuple: ExpressionEvaluator.of_tuple,
    ast.List: ExpressionEvaluator.of_tuple,
    ast.Set: ExpressionEvaluator.of_tuple,
    ast.Dict: ExpressionEvaluator.of_dict,
    ast.BinOp: ExpressionEvaluator.of_binary,
    **dict.fromkeys(COMPREHENSIONS, ExpressionEvaluator.of_comprehension),
    ast.Yield: ExpressionEvaluator.of_yield,
    ast.YieldFrom: ExpressionEvaluator.of_yield,
    ast.Starred: ExpressionEvaluator.of_starred,
}
