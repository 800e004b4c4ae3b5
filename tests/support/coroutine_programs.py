"""Coroutines put together at random, and the world in which they run.

The world counts what happens (`tick`), fails at a chosen count, and keeps everything that the coroutine
lets it see. The same seed makes the same coroutine everywhere.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable

NAMES = ("a", "b", "c", "d", "x", "y")

PRELUDE = '''\
import asyncio
import contextlib
TOTAL = 0
seen = []
world = None


class Trouble(Exception):
    pass


class Handle:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        note("enter", self.name)
        return tick(self.name)

    def __exit__(self, kind, error, trace):
        note("exit", self.name, kind is not None)
        return False


class Swallow(Handle):
    def __exit__(self, kind, error, trace):
        note("swallow", self.name, kind is not None)
        return kind is not None and issubclass(kind, Trouble)


def show(value):
    if isinstance(value, BaseException):
        return type(value).__name__, [show(one) for one in value.args]
    if isinstance(value, (list, tuple)):
        return [show(one) for one in value]
    if isinstance(value, dict):
        return sorted((str(show(key)), show(one)) for key, one in value.items())
    if callable(value):
        return "function"
    return value if isinstance(value, (int, str, bool, type(None))) else type(value).__name__


def note(*what):
    seen.append([show(one) for one in what])


def tick(value=0):
    world.count += 1
    if world.count == world.fails_at:
        raise Trouble(world.count)
    return value


def more():
    world.fuel -= 1
    return world.fuel > 0 and tick(world.fuel % 3)


def mix(one, other):
    if isinstance(one, int) and isinstance(other, int):
        return (one * 3 + other + 1) % 101
    return 7


def use(value, *rest):
    """Calls functions, drains generators, shows the rest."""
    if callable(value) and world.depth < 3:
        world.depth += 1
        try:
            value = value()
        finally:
            world.depth -= 1
    elif hasattr(value, "__next__"):
        value = list(value)
    note("use", value, *rest)
    return value


def pair(value):
    return [value, mix(value, 1)]


async def pause(value=0):
    await asyncio.sleep(0)
    return tick(value)


'''


class Writer:
    """Writes one coroutine."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.loops = 0
        self.declared_global = self.random.random() < 0.15
        self.is_async_generator = False

    def text(self) -> str:
        body: list[str] = []
        if self.declared_global:
            body.append("global TOTAL")
        body += [f"{name} = {number}" for number, name in enumerate(NAMES[2:], 3) if self.random.random() < 0.8]
        body += ["fn = lambda: 0"] if self.random.random() < 0.5 else []
        body += self.block(0, self.random.randint(3, 6))
        body.append(self.pick(f"return {self.expression(1)}", f"return [{', '.join(NAMES)}]", self.glance(4), "pass"))
        method = self.random.random() < 0.25
        inner = "".join(f"    {line}\n" for line in body)
        if not method:
            return PRELUDE + f"async def target(a, b, box):\n{inner}"
        indented = "".join(f"    {line}\n" for line in inner.splitlines())
        return (
            PRELUDE
            + "class Thing:\n    field = 3\n\n    async def target(self, a, b, box):\n"
            + indented
            + "\n\nasync def target(a, b, box):\n    return await Thing().target(a, b, box)\n"
        )

    def glance(self, count: int) -> str:
        """A look at some names, which fails where one of them is unbound."""
        return f"note({', '.join(self.random.sample(NAMES, count))})"

    def name(self) -> str:
        if self.declared_global and self.random.random() < 0.2:
            return "TOTAL"
        return self.random.choice(NAMES)

    def pick(self, *choices: str) -> str:
        return self.random.choice(choices)

    def block(self, depth: int, length: int | None = None) -> list[str]:
        lines: list[str] = []
        for _ in range(length or self.random.randint(1, 3)):
            lines += self.statement(depth)
        return lines

    def indented(self, depth: int) -> list[str]:
        return [f"    {line}" for line in self.block(depth + 1)]

    def statement(self, depth: int) -> list[str]:
        if depth >= 3 or self.random.random() < 0.55:
            return self.simple(depth)
        makers: list[Callable[[int], list[str]]] = [
            self.branch,
            self.branch,
            self.loop,
            self.attempt,
            self.attempt,
            self.handle,
            self.handle,
            self.matching,
            self.branch,
            self.loop,
            self.function if self.random.random() < 0.5 else self.attempt,
        ]
        return self.random.choice(makers)(depth)

    def simple(self, depth: int) -> list[str]:
        value = self.expression(2)
        name = self.name()
        roll = self.random.random()
        if roll < 0.34:
            return [f"{name} = {value}"]
        if roll < 0.40:
            return [f"{name}, {self.name()} = pair({value})"]
        if roll < 0.46:
            return [f"{name} = mix({name}, {value})"]
        if roll < 0.52:
            return [f"note({value}, {self.name()})"]
        if roll < 0.58:
            return [f"box.append(show({value}))"]
        if roll < 0.63:
            return [f"use({value})"]
        if roll < 0.635:
            return [self.pick(f"fn = lambda: {name}", f"fn = lambda: {name}", "use(fn)", "use(fn)", "use(fn)")]
        if roll < 0.66:
            return [f"del {self.random.choice(NAMES)}"]
        if roll < 0.76:
            return [f"{self.pick(name + ' = ', '')}await pause({self.expression(1)})"]
        if roll < 0.79:
            return [
                self.pick(
                    f"return {value}",
                    f"return {value}, {name}",
                    f"if {name} == 2: return",
                    f"if {value}: return {name}",
                )
            ]
        if roll < 0.81:
            return [f"raise Trouble({value})"]
        if roll < 0.84 and self.loops:
            return [f"if {self.expression(1)}: {self.pick('break', 'continue')}"]
        if roll < 0.855:
            return [f"{name} = lambda: {self.expression(1)}"]
        if roll < 0.87:
            return [f"{name} = (mix({self.name()}, v) for v in pair({self.expression(1)}))"]
        if roll < 0.93:
            return [f"{name} = {value}; note({self.name()})  # what it is"]
        if roll < 0.95:
            return [f"{name} = '''a", "    b", "c'''"]
        if roll < 0.97:
            return [f"{name}: int = {value}"]
        return [f"assert {self.expression(1)}, {value}"]

    def branch(self, depth: int) -> list[str]:
        lines = [f"if {self.expression(2)}:", *self.indented(depth)]
        if self.random.random() < 0.5:
            lines += ["else:", *self.indented(depth)]
        return lines

    def loop(self, depth: int) -> list[str]:
        head = self.pick(f"for {self.name()} in pair({self.expression(1)}):", "while more():", "while True:")
        self.loops += 1
        body = self.indented(depth)
        self.loops -= 1
        if head == "while True:":
            body = ["    if not more(): break", *body]
        if self.random.random() < 0.25:
            body += ["else:", *self.indented(depth)]
        return [head, *body]

    def attempt(self, depth: int) -> list[str]:
        lines = ["try:", *self.indented(depth)]
        shape = self.random.random()
        if shape < 0.75:
            name = self.random.choice(NAMES)
            lines += [
                self.pick(
                    "except Trouble:", f"except Trouble as {name}:", "except Exception:", f"except Exception as {name}:"
                ),
                *([f"    {self.glance(2)}"] if self.random.random() < 0.6 else []),
                *self.indented(depth),
            ]
            if self.random.random() < 0.15:
                lines.append("    raise")
            if self.random.random() < 0.25:
                lines += ["else:", *self.indented(depth)]
        if shape > 0.55:
            loops, self.loops = self.loops, 0
            lines += [
                "finally:",
                *([f"    {self.glance(2)}"] if self.random.random() < 0.6 else []),
                *self.indented(depth),
            ]
            self.loops = loops
        return lines

    def handle(self, depth: int) -> list[str]:
        manager = self.pick("Handle(1)", "Handle(2)", "Swallow(3)", "contextlib.suppress(Trouble)")
        name = self.pick("", f" as {self.random.choice(NAMES)}")
        return [f"with {manager}{name}:", *self.indented(depth)]

    def function(self, depth: int) -> list[str]:
        name = self.random.choice(NAMES)
        other = self.random.choice(NAMES)
        if other != name and self.random.random() < 0.15:
            return [
                f"def {name}():",
                f"    nonlocal {other}",
                f"    {other} = {self.expression(1)}",
                f"    return {other}",
            ]
        return [f"def {name}(v={self.expression(1)}):", f"    return mix(v, {self.name()})"]

    def matching(self, depth: int) -> list[str]:
        pattern = self.pick(
            f"[{self.name_of_capture()}, _]", f"int({self.name_of_capture()})", "7", f"{self.name_of_capture()}"
        )
        lines = [f"match {self.expression(1)}:", f"    case {pattern}:"]
        lines += [f"    {line}" for line in self.indented(depth)]
        if not pattern.isidentifier():
            lines += ["    case _:", *(f"    {line}" for line in self.indented(depth))]
        return lines

    def name_of_capture(self) -> str:
        return self.random.choice(NAMES)

    def expression(self, depth: int) -> str:
        roll = self.random.random()
        if depth == 0 or roll < 0.3:
            return self.random.choice([self.name(), self.name(), str(self.random.randint(0, 5)), "b", "a"])
        one, other = self.expression(depth - 1), self.expression(depth - 1)
        if roll < 0.42:
            return f"mix({one}, {other})"
        if roll < 0.56:
            return f"tick({one})"
        if roll < 0.62:
            return f"use({one})"
        if roll < 0.67:
            return f"({self.random.choice(NAMES)} := {one})"
        if roll < 0.72:
            return f"[mix(v, {other}) for v in pair({one})][0]"
        if roll < 0.75:
            return f"[({self.random.choice(NAMES)} := v) for v in pair({one})][-1]"
        if roll < 0.79:
            return f"({one} if {other} else {self.expression(depth - 1)})"
        if roll < 0.83:
            return f"({one} and {other})"
        if roll < 0.87:
            return f"({self.name()} is not {other})"
        if roll < 0.90:
            return f"sum(mix(v, {other}) for v in pair(1))"
        if roll < 0.93:
            return f"max(pair(2), key=lambda v: mix(v, {one}))"
        if roll < 0.96:
            return f"len(f'{{show({one})}}')"
        if roll < 0.98:
            return f"pair({one})[{other} % 2 if {other} == 1 else 0]"
        return f"use(lambda: {one})"


def program(seed: int) -> str:
    """The text of the program for a seed."""
    return Writer(seed).text()


NEWEST = sys.version_info >= (3, 12)
