"""What every function of a file does with values, in the order in which it does it.

A forward interpretation: statements are walked in order, a table says what each local name stands
for, branches are joined, loops walked twice. What matters to a blocked loop is kept as events:
calls, attributes that may be properties, `with` and iteration.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple

from asyncfix.semantics.annotations import annotated, defaulted, injected, is_alias, yielded
from asyncfix.semantics.containers import CHANGING
from asyncfix.semantics.paths import COMPREHENSIONS, FUNCTIONS, Step, child_fields, dotted
from asyncfix.semantics.scopes import Binds, Scope, imported
from asyncfix.semantics.values import (
    NONE,
    NOTHING_GIVEN,
    OWN,
    UNKNOWN,
    Awaited,
    Element,
    Entered,
    Given,
    Items,
    Literal,
    Made,
    Member,
    Name,
    Part,
    Parts,
    Result,
    Value,
    deep,
    either,
)

Env = dict[str, Value]
BUILTINS = frozenset(dir(builtins))
_EXHAUSTING = frozenset({
    "all", "any", "collections.Counter", "collections.deque", "dict", "frozenset", "list", "max", "min", "next",
    "set", "sorted", "sum", "tuple",
})  # fmt: skip
"""What iterates its first argument before it returns."""
_MAKERS = frozenset({"__init__", "__new__", "__post_init__"})
_KEYED = frozenset({"max", "min", "sorted"})
_ITERATING = _EXHAUSTING | {"enumerate", "filter", "map", "zip"}
_SHORT = 40  # characters of a literal that is kept
_TRIES = tuple(kind for name in ("Try", "TryStar") if (kind := getattr(ast, name, None)) is not None)


class Kind(Enum):
    """What happens to a value."""

    CALL = "call"
    READ = "read"  # of an attribute, which may be a property
    ENTER = "enter"
    LEAVE = "leave"
    ITERATE = "iterate"


class Event(NamedTuple):
    """One thing that a function does. A named tuple, because there are so many."""

    kind: Kind
    value: Value  # what is called, read, entered or iterated
    node: ast.expr
    given: Given = NOTHING_GIVEN
    awaited: bool = False  # it is the operand of an `await`, or of `async with` or `async for`
    lazy: bool = False  # in a generator expression, which runs it later


@dataclass(slots=True)
class Function:
    """One function, method or lambda, or the module."""

    name: str  # qualified inside the module; "" for the module
    node: ast.AST
    owner: str = ""  # the qualified name of the class whose method it is
    decorators: tuple[Value, ...] = ()
    events: list[Event] = field(default_factory=list)
    returns: Value = UNKNOWN
    yields: Value = UNKNOWN
    is_generator: bool = False
    changes: bool = False  # it may change something that has no name of its own: `self.x = 1`, `_cache.clear()`
    inner: list[Function] = field(default_factory=list)

    @property
    def is_async(self) -> bool:
        return isinstance(self.node, ast.AsyncFunctionDef)


@dataclass(slots=True)
class Class:
    """One class."""

    name: str  # qualified inside the module
    bases: tuple[Value, ...]
    attributes: dict[str, Value] = field(default_factory=dict)
    declared: set[str] = field(default_factory=set)  # attributes whose annotation says what they are
    methods: dict[str, str] = field(default_factory=dict)  # name -> qualified name


class FileFlow:
    """The functions and classes of a file, and what its module-level names stand for."""

    def __init__(self, module: ast.Module, keep_values: bool = False, has_globals: bool = True) -> None:
        self.functions: list[Function] = []
        self.classes: dict[str, Class] = {}
        self.variables: dict[str, Value] = {}
        self.aliases: dict[str, Value] = {}  # module-level names for types
        self.imports: dict[str, Value] = {}
        self.definitions: set[str] = set()
        self.stars: list[str] = []
        self.values: dict[int, Value] | None = {} if keep_values else None  # of names that are read, by id of node
        self._free: dict[str, Value] = {}
        self._members: dict[tuple[int, str], tuple[Value, Value]] = {}
        self._objects: dict[str, tuple[Name, Made]] = {}
        self.literals: dict[str, Literal] = {}  # of strings
        self._module_names(module)
        if has_globals:
            for statement in _statements(module):
                if isinstance(statement, ast.Global):
                    self.definitions.update(statement.names)
        self._free.clear()
        top = Function("", module)
        _Walker(self, top, {}, "").run(module.body)

    def free(self, name: str) -> Value:
        """What a name stands for that no function binds."""
        known = self._free.get(name)
        if known is None:
            known = self._free[name] = self._found(name)
        return known

    def _found(self, name: str) -> Value:
        if name in self.definitions:
            if name in self.imports:
                return either([self.imports[name], Name(OWN + name)])
            return Name(OWN + name)
        if name in self.imports:
            return self.imports[name]
        if self.stars and (name not in BUILTINS):
            return either(Name(f"{star}.{name}" if not star.endswith(".") else star + name) for star in self.stars)
        return Name(name) if name in BUILTINS else UNKNOWN

    def member(self, value: Value, word: str) -> Value:
        """The attribute of a value: one object for all that are the same, so that comparing them takes no time."""
        key = (id(value), word)
        known = self._members.get(key)
        if known is None:
            known = self._members[key] = (value, _attribute(value, word))
        return known[1]

    def object_of(self, owner: str) -> tuple[Name, Made]:
        """A class of the file and an object of it, the same ones for all of its methods."""
        known = self._objects.get(owner)
        if known is None:
            own = Name(OWN + owner)
            known = self._objects[owner] = own, Made(own)
        return known

    def _module_names(self, module: ast.Module) -> None:
        for name, bindings in Scope((Step(module, ""),)).bindings.items():
            imported = [binding for binding in bindings if binding.how is Binds.IMPORT]
            if name == "*":
                self.stars = list(dict.fromkeys(binding.target for binding in bindings))
                continue
            if imported:
                self.imports[name] = either(Name(binding.target) for binding in imported)
            others = [one for one in bindings if one.how is not Binds.IMPORT and not _is_none(one.value)]
            if others:
                self.definitions.add(name)
            for binding in bindings:
                if binding.how is Binds.ASSIGNMENT and binding.value is not None and is_alias(binding.value):
                    self.aliases[name] = annotated(binding.value, self._look_up)

    def _look_up(self, node: ast.expr) -> Value:
        parts = dotted(node)
        return member(self.free(parts[0].id), parts[1]) if parts else UNKNOWN


def member(value: Value, rest: str) -> Value:
    """The attribute `.a.b` of a value."""
    for word in rest.split(".")[1:]:
        value = _attribute(value, word)
    return value


def _attribute(value: Value, word: str) -> Value:
    if isinstance(value, Name) and not value.target.startswith(OWN):
        target = value.target
        return Name(target + word if target.endswith(".") else f"{target}.{word}")
    return UNKNOWN if value is UNKNOWN or deep(value) else Member(value, word)


SLICE = "[:]"
"""What stands for the method that gives a part of a container."""
FACTORIES = "default factories"
"""The attribute of a class under which the functions stand that make the values of its fields."""


def _statements(module: ast.Module) -> list[ast.AST]:
    """Every statement of a file, and what holds statements, without a look at expressions."""
    found: list[ast.AST] = [module]
    for node in found:
        for name in ("body", "orelse", "handlers", "cases", "finalbody"):
            inner = getattr(node, name, None)
            if inner.__class__ is list:
                found.extend(inner)
    return found


def _is_none(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


class _Seen(NamedTuple):
    """What names stood for, and how many values each of them had had by then."""

    env: Env
    counts: dict[str, int]


class _Walker:
    """Walks one function."""

    def __init__(self, flow: FileFlow, function: Function, outer: Env, owner: str) -> None:
        self.flow = flow
        self.function = function
        self.outer = outer  # of the functions around, whatever order they run in
        self.owner = owner  # the class around, for what is defined here
        self.env: Env = {}
        self.bound: dict[str, list[Value]] = {}  # everything that each local name ever stands for
        self.handlers: list[list[Env]] = []
        self.shot = (0, 0, 0)  # the state of the last snapshot
        self.shot_env: Env = {}
        self.breaks: list[list[Env]] = []
        self.dead = False
        self.binds = 0  # how often a name was bound
        self.stored: set[str] = set()  # parameters, and names that were assigned to
        self.own = ""  # what a method calls its object, where it did not just make it
        self.read: set[str] = set()  # the names that were looked up
        self.missed: set[str] = set()  # those of them that had no value yet
        self.lazy = 0
        self.waiting: list[tuple[Function, ast.AST, _Seen | None]] = []
        self.depth = 0  # of the block, in statements with blocks
        node = function.node
        self.is_module = isinstance(node, ast.Module)
        self.globals: set[str] = set()
        self.returned: list[Value] = []
        self.yielded: list[Value] = []

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

    def here(self) -> _Seen | None:
        """What a function that is defined here may yet see of the names; None where it may see all of their values."""
        if self.is_module or self.depth != 1:
            return None
        return _Seen(dict(self.env), {name: len(values) for name, values in self.bound.items()})

    def since(self, seen: _Seen) -> Env:
        """What the names stand for from then on, in the functions around as well."""
        found = dict(self.outer)
        for name, values in self.bound.items():
            now = [seen.env[name]] if name in seen.env else []
            found[name] = either([*now, *values[seen.counts.get(name, 0) :]])
        return found

    def parameters(self, arguments: ast.arguments, owner: str) -> None:
        positional = [*arguments.posonlyargs, *arguments.args]
        defaults: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults)) + [*arguments.defaults]
        pairs = [
            *zip(positional, defaults, strict=True),
            *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
        ]
        for parameter, default in pairs:
            value = annotated(parameter.annotation, self.look_up_outside)
            given = injected(default, self.look_up_outside)
            if value is UNKNOWN or (given is not UNKNOWN and isinstance(value, Items)):
                value = given
            if value is UNKNOWN and parameter.annotation is None:
                value = defaulted(default, self.look_up_outside)
            self.bind_name(parameter.arg, value)
            self.stored.add(parameter.arg)
        for star in (arguments.vararg, arguments.kwarg):
            if star is not None:
                self.bind_name(star.arg, UNKNOWN)
                self.stored.add(star.arg)
        if owner and positional:
            if self.function.name.rpartition(".")[2] not in _MAKERS:
                self.own = positional[0].arg
            names = {one.target for one in self.function.decorators if isinstance(one, Name)}
            if "staticmethod" not in names:
                own, made = self.flow.object_of(owner)
                on_class = "classmethod" in names or self.function.name.endswith((".__new__", ".__init_subclass__"))
                self.bind_name(positional[0].arg, own if on_class else made)

    # -- names

    def look_up(self, name: str) -> Value:
        self.read.add(name)
        known = self.env.get(name)
        if known is not None:
            return known
        self.missed.add(name)
        if name in self.outer and name not in self.globals:
            return self.outer[name]
        return self.flow.free(name)

    def look_up_outside(self, node: ast.expr) -> Value:
        parts = dotted(node)
        if parts is None:
            return UNKNOWN
        name = parts[0].id
        return member(self.outer[name] if name in self.outer else self.flow.free(name), parts[1])

    def look_up_dotted(self, node: ast.expr) -> Value:
        parts = dotted(node)
        return member(self.look_up(parts[0].id), parts[1]) if parts else UNKNOWN

    def bind_name(self, name: str, value: Value) -> None:
        if self.is_module or name in self.globals:
            self.module_name(name, value)
            return
        self.env[name] = value
        self.binds += 1
        self.bound.setdefault(name, []).append(value)

    def module_name(self, name: str, value: Value) -> None:
        if self.is_module:
            self.bound.setdefault(name, []).append(value)
        else:
            self.function.changes = True
            known = self.flow.variables.get(name)
            self.flow.variables[name] = either([known, value]) if known is not None else value

    def bind(self, target: ast.expr, value: Value) -> None:
        match target:
            case ast.Name(id=name):
                self.bind_name(name, value)
                self.stored.add(name)
            case ast.Tuple(elts=elts) | ast.List(elts=elts):
                for index, item in enumerate(elts):
                    self.bind(item, _part(value, index) if not _has_star(elts) else UNKNOWN)
            case ast.Starred(value=inner):
                self.bind(inner, Items(UNKNOWN))
            case ast.Attribute(value=ast.Name(id=name), attr=word):
                self.changed(target)
                self.set_attribute(name, word, value)
            case ast.Attribute(value=inner):
                self.changed(target)
                self.eval(inner)
            case ast.Subscript(value=inner, slice=index):
                self.changed(inner)
                self.eval(inner)
                self.eval(index)

    def changed(self, target: ast.expr) -> None:
        """Note that something is changed, unless it is that which a name of the function's own stands for."""
        root = target
        while isinstance(root, ast.Attribute):
            root = root.value
        if isinstance(root, ast.Name):
            is_own = root.id == self.own and root is not target
            if is_own or root.id not in self.stored or root.id in self.globals:
                self.function.changes = True

    def set_attribute(self, name: str, word: str, value: Value) -> None:
        """`self.x = value`."""
        receiver = self.look_up(name)
        if isinstance(receiver, Made):
            receiver = receiver.of
        if not isinstance(receiver, Name) or not receiver.target.startswith(OWN):
            return
        known = self.flow.classes.get(receiver.target[1:])
        if known is not None and word not in known.declared:
            before = known.attributes.get(word)
            known.attributes[word] = either([before, value]) if before is not None else value

    # -- statements

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
        state = (id(self.env), self.binds, len(self.handlers))
        if state == self.shot:
            return
        self.shot = state
        self.shot_env = self.env  # so that no other one gets its id
        taken = self.handlers[-1]
        taken.append(dict(self.env))
        if len(taken) > 4:
            taken[:] = [self.join(taken)]

    def children(self, node: ast.AST) -> None:
        for name in child_fields(type(node)):
            child = getattr(node, name, None)
            if child.__class__ is list:
                for one in child:
                    if isinstance(one, ast.expr):
                        self.eval(one)
            elif isinstance(child, ast.expr):
                self.eval(child)

    def join(self, envs: Iterable[Env]) -> Env:
        tables = list(envs)
        joined = dict(tables[0])
        unlike: set[str] = set()
        for table in tables[1:]:
            for name, value in table.items():
                known = joined.get(name)
                if known is None:
                    joined[name] = value
                elif known is not value and known != value:
                    unlike.add(name)
        for name in unlike:
            joined[name] = either([table[name] for table in tables if name in table])
        return joined

    def branches(self, bodies: Iterable[Sequence[ast.stmt]], *, falls_through: bool = True) -> None:
        """Walk alternatives, and go on with what they have in common."""
        start = self.env
        ends: list[Env] = [start] if falls_through else []
        for body in bodies:
            self.env = dict(start)
            self.block(body)
            if not self.dead:
                ends.append(self.env)
            self.dead = False
        self.dead = not ends
        self.env = self.join(ends) if ends else dict(start)

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
        self.children(node)
        self.dead = True

    def on_leave(self, node: ast.AST) -> None:
        if self.breaks:
            self.breaks[-1].append(dict(self.env))
        self.dead = True

    def on_if(self, node: ast.If) -> None:
        self.eval(node.test)
        narrowed = self.narrowing(node.test)
        start = dict(self.env)
        ends = []
        for body, narrow in ((node.body, narrowed), (node.orelse, {})):
            self.env = {**start, **narrow}
            self.block(body)
            if not self.dead:
                ends.append(self.env)
            self.dead = False
        self.dead = not ends
        self.env = self.join(ends) if ends else start

    def narrowing(self, test: ast.expr) -> Env:
        """What `isinstance(name, Class)` says of a name."""
        match test:
            case ast.Call(
                func=ast.Name(id="isinstance"), args=[ast.Name(id=name), (ast.Name() | ast.Attribute()) as kind]
            ):
                return {name: Made(self.look_up_dotted(kind))}
        return {}

    def on_while(self, node: ast.While) -> None:
        self.loop(lambda: self.eval(node.test), node.body, node.orelse)

    def on_for(self, node: ast.For | ast.AsyncFor) -> None:
        value = self.eval(node.iter)
        self.event(Kind.ITERATE, value, node.iter, awaited=isinstance(node, ast.AsyncFor))
        self.loop(lambda: self.bind(node.target, _element(value)), node.body, node.orelse)

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
        entered: list[tuple[Value, ast.expr]] = []
        awaited = isinstance(node, ast.AsyncWith)
        for item in node.items:
            value = self.eval(item.context_expr)
            entered.append((value, item.context_expr))
            self.event(Kind.ENTER, value, item.context_expr, awaited=awaited)
            if item.optional_vars is not None:
                self.bind(item.optional_vars, Entered(value) if not deep(value) else UNKNOWN)
        self.block(node.body)
        for value, expression in reversed(entered):
            self.event(Kind.LEAVE, value, expression, awaited=awaited)

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
                self.bind_name(handler.name, Made(self.look_up_dotted(handler.type)) if handler.type else UNKNOWN)
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
        function = Function(name, node, owner=self.owner, decorators=tuple(decorators))
        function.returns = annotated(node.returns, self.look_up_dotted)
        function.yields = yielded(node.returns, self.look_up_dotted)
        self.waiting.append((function, node, self.here()))
        self.bind_name(node.name, Name(OWN + name))

    def on_class(self, node: ast.ClassDef) -> None:
        name = self.qualified(node.name)
        for decorator in node.decorator_list:
            self.eval(decorator)
        made = Class(name, tuple(self.eval(base) for base in node.bases))
        self.flow.classes[name] = made
        inner = _Walker(self.flow, Function(name, node), {**self.outer, **self.env}, name)
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

    def factory(self, statement: ast.stmt) -> Value:
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

    def qualified(self, name: str) -> str:
        around = self.owner or self.function.name
        return f"{around}.{name}" if around else name

    # -- expressions

    def event(
        self, kind: Kind, value: Value, node: ast.expr, given: Given = NOTHING_GIVEN, *, awaited: bool = False
    ) -> None:
        self.function.events.append(Event(kind, value, node, given, awaited, self.lazy > 0))

    def eval(self, node: ast.expr) -> Value:
        handler = _EXPRESSIONS.get(type(node))
        if handler is not None:
            return handler(self, node)
        self.children(node)
        return UNKNOWN

    def of_name(self, node: ast.Name) -> Value:
        value = self.look_up(node.id)
        if self.flow.values is not None:
            self.flow.values[id(node)] = value
        return value

    def of_constant(self, node: ast.Constant) -> Value:
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

    def of_attribute(self, node: ast.Attribute) -> Value:
        base = self.eval(node.value)
        value = self.flow.member(base, node.attr)
        if isinstance(value, Member) and isinstance(node.ctx, ast.Load):
            self.event(Kind.READ, value, node)
        return value

    def of_call(self, node: ast.Call) -> Value:
        return self.call(node, awaited=False)

    def call(self, node: ast.Call, *, awaited: bool) -> Value:
        if isinstance(node.func, ast.Attribute):
            function = self.flow.member(self.eval(node.func.value), node.func.attr)  # a method, and no property
            if node.func.attr in CHANGING:
                self.changed(node.func.value)
        else:
            function = self.eval(node.func)
        target = function.target if isinstance(function, Name) else ""
        positional = []
        starred = False
        for argument in node.args:
            if isinstance(argument, ast.Starred):
                starred = True
                self.eval(argument.value)
            else:
                value = self.eval(argument)
                if not starred:
                    whole = target in _ITERATING and not deep(value)
                    positional.append(value if whole else _brief(value))
        keywords = []
        for keyword in node.keywords:
            value = self.eval(keyword.value)
            if keyword.arg is None:
                starred = True
            else:
                keywords.append((keyword.arg, _brief(value)))
        given = (
            Given(tuple(positional), tuple(keywords), starred) if positional or keywords or starred else NOTHING_GIVEN
        )
        owner = self.function.owner
        if owner and target == "super" and not node.args:
            return Member(Made(Name(OWN + owner)), "super()")
        if target in _KEYED or (isinstance(node.func, ast.Attribute) and node.func.attr == "sort"):
            for word, value in keywords:
                if word == "key" and isinstance(value, Name) and value.target.startswith(OWN):
                    self.event(Kind.CALL, value, node)
        if function is UNKNOWN and not awaited:
            self.event(Kind.CALL, UNKNOWN, node, given)
            return UNKNOWN
        self.event(Kind.CALL, function, node, given, awaited=awaited)
        if target in _EXHAUSTING and positional and not isinstance(node.args[0], ast.Starred):
            self.event(Kind.ITERATE, positional[0], node.args[0])
        if target == "getattr" and len(node.args) > 1:
            return self.named_attribute(node.args[1], positional)
        return Result(function, given) if function is not UNKNOWN and not deep(function) else UNKNOWN

    def named_attribute(self, name: ast.expr, given: Sequence[Value]) -> Value:
        """`getattr(value, "name", default)`."""
        if not isinstance(name, ast.Constant) or not isinstance(name.value, str) or len(given) < 2:
            return UNKNOWN
        return either([self.flow.member(given[0], name.value), *given[2:]])

    def of_await(self, node: ast.Await) -> Value:
        value = self.call(node.value, awaited=True) if isinstance(node.value, ast.Call) else self.eval(node.value)
        return Awaited(value) if value is not UNKNOWN else UNKNOWN

    def of_either(self, node: ast.BoolOp) -> Value:
        return either([self.eval(value) for value in node.values])

    def of_if(self, node: ast.IfExp) -> Value:
        self.eval(node.test)
        return either([self.eval(node.body), self.eval(node.orelse)])

    def of_named(self, node: ast.NamedExpr) -> Value:
        value = self.eval(node.value)
        self.bind_name(node.target.id, value)
        return value

    def of_lambda(self, node: ast.Lambda) -> Value:
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.eval(default)
        name = self.qualified(f"<lambda:{node.lineno}:{node.col_offset}>")
        self.waiting.append((Function(name, node), node, self.here()))
        return Name(OWN + name)

    def of_subscript(self, node: ast.Subscript) -> Value:
        base = self.eval(node.value)
        self.eval(node.slice)
        if isinstance(base, Parts) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int):
            return _part(base, node.slice.value)
        if base is UNKNOWN or deep(base) or not isinstance(node.ctx, ast.Load):
            return UNKNOWN
        if isinstance(base, Items):
            return base if isinstance(node.slice, ast.Slice) else base.of
        return Result(Member(base, SLICE if isinstance(node.slice, ast.Slice) else "__getitem__"))

    def of_tuple(self, node: ast.Tuple | ast.List | ast.Set) -> Value:
        values = tuple(self.eval(item) for item in node.elts)
        if _has_star(node.elts):
            return UNKNOWN
        if isinstance(node, ast.Tuple):
            return Parts(values)
        return Items(either(values)) if values else UNKNOWN

    def of_dict(self, node: ast.Dict) -> Value:
        """What has values of one kind is a table; what has constants among them is a record."""
        for key in node.keys:
            if key is not None:
                self.eval(key)
        values = [self.eval(value) for value in node.values]
        if not values or any(one is UNKNOWN or isinstance(one, Literal) for one in values) or None in node.keys:
            return UNKNOWN
        value = either(values)
        return Member(Items(value), "of mapping") if value is not UNKNOWN and not deep(value) else UNKNOWN

    def of_binary(self, node: ast.BinOp) -> Value:
        left, right = self.eval(node.left), self.eval(node.right)
        if isinstance(node.op, ast.Div) and left is not UNKNOWN and not isinstance(left, Literal) and not deep(left):
            return Result(Member(left, "__truediv__"), Given((_brief(right),)))
        return UNKNOWN

    def of_comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Value:
        before = self.env
        self.env = dict(before)
        targets = {name.id for one in node.generators for name in ast.walk(one.target) if isinstance(name, ast.Name)}
        is_lazy = isinstance(node, ast.GeneratorExp)
        for index, generator in enumerate(node.generators):
            self.lazy += is_lazy and index > 0
            value = self.eval(generator.iter)
            self.lazy -= is_lazy and index > 0
            self.lazy += is_lazy
            self.event(Kind.ITERATE, value, generator.iter, awaited=bool(generator.is_async))
            for name in ast.walk(generator.target):
                if isinstance(name, ast.Name):
                    self.env[name.id] = UNKNOWN
            self.bind_here(generator.target, _element(value))
            for test in generator.ifs:
                self.eval(test)
            self.lazy -= is_lazy
        self.lazy += is_lazy
        if isinstance(node, ast.DictComp):
            self.eval(node.key)
            result: Value = Member(Items(self.eval(node.value)), "of mapping")
        else:
            result = Items(self.eval(node.elt))
        self.lazy -= is_lazy
        walruses = {
            name: value for name, value in self.env.items() if name not in targets and before.get(name) != value
        }
        self.env = {**before, **walruses} if walruses else before
        return result

    def bind_here(self, target: ast.expr, value: Value) -> None:
        """Bind a comprehension's own names, which nothing outside sees."""
        match target:
            case ast.Name(id=name):
                self.env[name] = value
            case ast.Tuple(elts=elts) | ast.List(elts=elts) if not _has_star(elts):
                for index, item in enumerate(elts):
                    self.bind_here(item, _part(value, index))

    def of_yield(self, node: ast.Yield | ast.YieldFrom) -> Value:
        value = self.eval(node.value) if node.value is not None else NONE
        if isinstance(node, ast.YieldFrom):
            self.event(Kind.ITERATE, value, node.value)
            value = _element(value)
        self.yielded.append(value)
        return UNKNOWN

    def of_starred(self, node: ast.Starred) -> Value:
        value = self.eval(node.value)
        self.event(Kind.ITERATE, value, node.value)
        return UNKNOWN


def _accessor(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """ "@setter" for what comes under `@name.setter`, which has the name of the property; "" for other functions."""
    words = [one.attr for one in node.decorator_list if isinstance(one, ast.Attribute)]
    return next((f"@{word}" for word in words if word in ("setter", "deleter")), "")


def _part(value: Value, index: int) -> Value:
    if isinstance(value, Parts):
        return value.items[index] if -len(value.items) <= index < len(value.items) else UNKNOWN
    if value is UNKNOWN or deep(value):
        return UNKNOWN
    return Part(value, index)


def _element(value: Value) -> Value:
    if isinstance(value, Items):
        return value.of
    if isinstance(value, Parts):
        return either(value.items)
    return UNKNOWN if value is UNKNOWN or isinstance(value, Literal) or deep(value) else Element(value)


def _brief(value: Value) -> Value:
    """What is worth knowing of an argument."""
    known = (Entered, Literal, Name, Made, Member, Result)
    return value if isinstance(value, known) and not deep(value, 6) else UNKNOWN


def _has_star(items: Sequence[ast.expr]) -> bool:
    return any(isinstance(item, ast.Starred) for item in items)


_HANDLERS: dict[type[ast.AST], Callable[[_Walker, Any], None]] = {
    ast.Expr: _Walker.on_expression,
    ast.Assign: _Walker.on_assign,
    ast.AnnAssign: _Walker.on_annotated,
    ast.AugAssign: _Walker.on_augmented,
    ast.Return: _Walker.on_return,
    ast.Raise: _Walker.on_raise,
    ast.Break: _Walker.on_leave,
    ast.Continue: _Walker.on_leave,
    ast.If: _Walker.on_if,
    ast.While: _Walker.on_while,
    ast.For: _Walker.on_for,
    ast.AsyncFor: _Walker.on_for,
    ast.With: _Walker.on_with,
    ast.AsyncWith: _Walker.on_with,
    **dict.fromkeys(_TRIES, _Walker.on_try),
    ast.Match: _Walker.on_match,
    ast.FunctionDef: _Walker.on_function,
    ast.AsyncFunctionDef: _Walker.on_function,
    ast.ClassDef: _Walker.on_class,
    ast.Import: _Walker.on_import,
    ast.ImportFrom: _Walker.on_import,
    ast.Delete: _Walker.on_delete,
    ast.Global: _Walker.on_global,
}
_EXPRESSIONS: dict[type[ast.AST], Callable[[_Walker, Any], Value]] = {
    ast.Name: _Walker.of_name,
    ast.Constant: _Walker.of_constant,
    ast.Attribute: _Walker.of_attribute,
    ast.Call: _Walker.of_call,
    ast.Await: _Walker.of_await,
    ast.BoolOp: _Walker.of_either,
    ast.IfExp: _Walker.of_if,
    ast.NamedExpr: _Walker.of_named,
    ast.Lambda: _Walker.of_lambda,
    ast.Subscript: _Walker.of_subscript,
    ast.Tuple: _Walker.of_tuple,
    ast.List: _Walker.of_tuple,
    ast.Set: _Walker.of_tuple,
    ast.Dict: _Walker.of_dict,
    ast.BinOp: _Walker.of_binary,
    **dict.fromkeys(COMPREHENSIONS, _Walker.of_comprehension),
    ast.Yield: _Walker.of_yield,
    ast.YieldFrom: _Walker.of_yield,
    ast.Starred: _Walker.of_starred,
}
