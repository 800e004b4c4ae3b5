"""Small programs made at random, in which a few names mean many things."""

from __future__ import annotations

import sys
import warnings

from hypothesis import strategies as st

NAMES = ("a", "b", "c", "time")

names = st.sampled_from(NAMES)


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> str:
    """An expression as text."""
    if depth == 0:
        return draw(names)

    def part() -> str:
        return draw(expressions(depth - 1))

    def clause() -> str:
        condition = f" if {part()}" if draw(st.booleans()) else ""
        return f"for {draw(names)} in {part()}{condition}"

    def clauses() -> str:
        return " ".join(clause() for _ in range(draw(st.integers(1, 2))))

    kind = draw(st.integers(0, 13))
    match kind:
        case 0 | 1 | 2:
            return draw(names)
        case 3:
            return f"(lambda {draw(names)}={part()}: {part()})"
        case 4:
            return f"(lambda: {part()})"
        case 5:
            return f"[{part()} {clauses()}]"
        case 6:
            return f"({part()} {clauses()})"
        case 7:
            return f"{{{part()} {clauses()}}}"
        case 8:
            return f"{{{part()}: {part()} {clauses()}}}"
        case 9:
            return f"({draw(names)} := {part()})"
        case 10:
            return f"{part()}.real({part()}, {draw(names)}={part()})"
        case 11:
            return f"f'{{{draw(names)}!r:>{{{draw(names)}}}}}'"
        case 12:
            return f"({part()} if {part()} else {part()})"
        case _:
            return f"{part()}[{part()}]"


@st.composite
def statements(draw: st.DrawFn, depth: int = 3) -> list[str]:
    """A statement as lines."""

    def block() -> list[str]:
        return _indented(draw(blocks(depth - 1)))

    def expression() -> str:
        return draw(expressions(2))

    name = draw(names)
    if depth == 0 or draw(st.booleans()):
        return [draw(simple_statements())]
    match draw(st.integers(0, 8)):
        case 0 | 1:
            word = draw(st.sampled_from(["def", "async def"]))
            parameters = draw(st.sampled_from(["", "a", "b, /", "*a", "**b", "a, *, time", f"c={expression()}"]))
            annotation = f" -> {expression()}" if draw(st.booleans()) else ""
            decorators = [f"@{draw(names)}"] if draw(st.booleans()) else []
            return [*decorators, f"{word} {name}({parameters}){annotation}:", *block()]
        case 2 | 3:
            return [f"class {name}({draw(names)}, metaclass={draw(names)}):", *block()]
        case 4:
            return [f"for {name} in {expression()}:", *block(), "else:", *block()]
        case 5:
            return [f"with {expression()} as {name}:", *block()]
        case 6:
            return ["try:", *block(), f"except {draw(names)} as {name}:", *block()]
        case 7:
            pattern = draw(st.sampled_from([name, f"[1, *{name}]", f"{{1: 2, **{name}}}", f"object(real={name})", "_"]))
            guard = f" if {expression()}" if draw(st.booleans()) else ""
            return [f"match {expression()}:", f"    case {pattern}{guard}:", *_indented(block())]
        case _:
            return [f"while {expression()}:", *block()]


@st.composite
def simple_statements(draw: st.DrawFn) -> str:
    """A statement of one line."""
    name, value = draw(names), draw(expressions(2))
    forms = [
        f"{name} = {value}",
        f"{name} += {value}",
        f"{name}, [*{draw(names)}] = {value}",
        f"{name}: {draw(names)} = {value}",
        f"{name}: {draw(names)}",
        f"({name}): {draw(names)}",
        f"{name}.real = {value}",
        f"del {name}",
        f"import {name}",
        f"import {name}.sub, os as {draw(names)}",
        f"from {name} import sleep as {draw(names)}",
        f"global {name}",
        f"nonlocal {name}",
        f"nonlocal {name}",
        value,
    ]
    if sys.version_info >= (3, 12):
        forms.append(f"type {name} = int")
    return draw(st.sampled_from(forms))


@st.composite
def blocks(draw: st.DrawFn, depth: int = 3) -> list[str]:
    """A few statements, as lines."""
    return [line for lines in draw(st.lists(statements(depth), min_size=1, max_size=3)) for line in lines]


def compiles(text: str) -> bool:
    """True where the program is one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text, "<program>", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


programs = blocks().map(lambda lines: "\n".join(lines) + "\n").filter(compiles)
