"""A loop is said to run only where one does."""

from __future__ import annotations

import ast
import asyncio
import inspect
import textwrap
import warnings
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asyncfix.binding.loop_context import in_main_block, is_coroutine_call, is_offloaded, loop_runs, stands_in_for
from asyncfix.binding.qualified_names import Names
from asyncfix.files.source import Source
from asyncfix.syntax.node_path import NodePath
from asyncfix.syntax.tree import Tree
from tests.support.effort import share
from tests.support.marks import all_marked, marked
from tests.support.name_programs import compiles


def runs(text: str) -> list[bool]:
    tree, paths = all_marked(text)
    names = Names(tree)
    return [loop_runs(tree, names, path) for path in paths]


def in_coroutine(body: str, name: str = "main") -> str:
    return f"import asyncio\nasync def {name}(loop, other):\n{textwrap.indent(textwrap.dedent(body), '    ')}"


@pytest.mark.parametrize(
    "body",
    [
        "«x()»\n",
        "yield «x()»\n",
        "class A:\n    y = «x()»\n",
        "def g(a=«x()»): pass\n",
        "@«x()»\ndef g(): pass\n",
        "def g(): «x()»\ng()\n",
        "def g():\n    def h(): «x()»\n    h()\ng()\n",
        "def g(n):\n    «x()»\n    if n: g(n - 1)\ng(3)\n",
        "def g(n):\n    «x()»\n    h(n)\ndef h(n):\n    «x()»\n    if n: g(n - 1)\ng(3)\n",
        "def g(): «x()»\n[g() for a in other]\n",
        "def g(): «x()»\nprint(f'{g()} {f\"{g()}\"}')\n",
        "def g(): «x()»\nasync def h(): g()\nloop.create_task(h())\n",
        "def g(): «x()»\nclass A:\n    y = g()\n",
        "g = lambda: «x()»\ng()\n",
        "g: object = lambda: «x()»\ng()\n",
        "(lambda: «x()»)()\n",
        "loop.call_soon(lambda: «x()»)\n",
        "asyncio.get_running_loop().call_later(1, lambda: «x()»)\n",
        "self._loop.call_soon_threadsafe(lambda: «x()», 1)\n",
        "self.event_loop.add_signal_handler(15, lambda: «x()»)\n",
        "def g(): «x()»\nloop.call_at(5, g)\nloop.add_reader(other, g)\n",
        "other.sort(key=lambda a: «x()»)\nsorted(other, key=lambda a: «x()»)\n",
        "def g(a): «x()»\nmax(other, key=g)\n",
        "sum(«x()» for a in other)\n', '.join(«x()» for a in other)\nnext((«x()» for a in other), None)\n",
        "asyncio.gather(*(«x()» for a in other))\n[*(«x()» for a in other)]\n",
        "for a in («x()» for b in other): pass\n[a for a in («x()» for b in other)]\n1 in («x()» for a in other)\n",
        "list(a for a in («x()» for b in other))\n",
        "y = (a for a in «x()»)\n",
        "y = («x()» async for a in other)\ny = (await «x()» for a in other)\n",
        "def g(): return («x()» async for a in other)\nother.y = g\n",
    ],
)
def test_a_loop_runs(body: str) -> None:
    assert all(runs(in_coroutine(body)))


@pytest.mark.parametrize(
    "body",
    [
        "lambda: «x()»\n",
        "other(lambda: «x()»)\n",
        "other.call_later(1, lambda: «x()»)\nother.call_soon(lambda: «x()»)\n",
        "loop.call_soon(other, lambda: «x()»)\nloop.call_later(1, other, lambda: «x()»)\n",
        "loop.call_later(lambda: «x()», other)\nloop.call_soon(*other, lambda: «x()»)\n",
        "loop.run_in_executor(None, lambda: «x()»)\n",
        "other(key=lambda a: «x()»)\nloop.call_soon(callback=lambda: «x()»)\n",
        "sorted = other\nsorted(other, key=lambda a: «x()»)\nlist(map(lambda a: «x()», other))\n",
        "def g(): «x()»\nother(g)\n",
        "def g(): «x()»\nother.y = g\ng()\n",
        "def g(): «x()»\nreturn g\n",
        "def g(): «x()»\nh = g\ng()\n",
        "def g(): «x()»\n@other\ndef h(): g()\nh()\n",
        "def g(): «x()»\ndef h(): g()\nother(h)\n",
        "def g(): «x()»\nother(lambda: g())\n",
        "def g():\n    «x()»\n    other(g)\ng()\n",
        "def g():\n    «x()»\n    return lambda: g()\ng()\n",
        "def g(): «x()»\n",
        "def g(): yield «x()»\ng()\n",
        "@other\ndef g(): «x()»\ng()\n",
        "def g(): «x()»\ng = other\ng()\n",
        "def g(): «x()»\ndel g\ng()\n",
        "def g(): «x()»\ng()\nclass A:\n    def h(self): g()\n",
        "class A:\n    def g(self): «x()»\n    g(1)\n",
        "global g\ndef g(): «x()»\ng()\n",
        "def g(): «x()»\nasync def h():\n    nonlocal g\n    g = g\ng()\n",
        "g = lambda: «x()»\nother(g)\ng()\n",
        "g = h = lambda: «x()»\ng()\n",
        "y = («x()» for a in other)\nother(«x()» for a in other)\n",
        "list((«x()» for a in other) for b in other)\n",
        "y = (list(«x()» for a in other) for b in other)\n",
        "y = (a for a in («x()» for b in other))\ny = (a for b in other for a in «x()»)\n",
        "next(other, («x()» for a in other))\n",
        "def g(): «x()»\ny = (g() for a in other)\n",
    ],
)
def test_a_loop_may_not_run(body: str) -> None:
    assert not any(runs(in_coroutine(body)))


@pytest.mark.parametrize(
    "text",
    [
        "«x()»\n",
        "def g(): «x()»\nasync def f(): g()\n",
        "async def f(a=«x()»): pass\n",
        "@«x()»\nasync def f(): pass\n",
        "class A:\n    y = «x()»\n    def g(self): «x()»\n",
        "def f(loop):\n    loop.call_soon(lambda: «x()»)\n",
        "async def f():\n    def g(a: «x()») -> «x()»: pass\n    y: «x()» = 1\n    g()\n",
        "from m import *\nasync def f(): sum(«x()» for a in b)\n",
    ],
)
def test_a_loop_may_not_run_outside_coroutines(text: str) -> None:
    assert not any(runs(text))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("try: new()\nexcept RuntimeError: «x()»\n", True),
        ("try: m.new()\nexcept (AttributeError, RuntimeError):\n    if other: «x()»\n", True),
        ("try: other()\nexcept RuntimeError: «x()»\n", False),
        ("try: «x()»\nexcept RuntimeError: new()\n", False),
        ("try: new()\nexcept RuntimeError: pass\nelse: «x()»\n", False),
        ("try: new()\nfinally: «x()»\n", False),
        ("if sys.version_info >= (3, 7): new()\nelse: «x()»\n", True),
        ("if sys.version_info < (3, 7): «x()»\nelse: m.new()\n", True),
        ("if other: new()\nelse: «x()»\n", False),
        ("if sys.version_info >= (3, 7): other()\nelse: «x()»\n", False),
        ("y = m.new() if hasattr(m, 'new') else «x()»\n", True),
        ("y = m.new() if other else «x()»\n", False),
        ("try: new()\nexcept RuntimeError:\n    def g(): «x()»\n", False),
    ],
)
def test_what_stands_in_for_a_function_is_known(body: str, expected: bool) -> None:
    assert stands_in_for(marked(in_coroutine(body))[1], "new") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if __name__ == '__main__':\n    «x»\n", True),
        ('if "__main__" == __name__:\n    try:\n        «x»\n    finally: pass\n', True),
        ("if __name__ == '__main__': pass\nelse:\n    «x»\n", False),
        ("if __name__ != '__main__':\n    «x»\n", False),
        ("if __name__ == '__main__' and x:\n    «x»\n", False),
        ("if __name__ == '__main__':\n    def f(): «x»\n", False),
        ("if __name__ == '__main__':\n    class A: «x»\n", False),
        ("«x»\n", False),
    ],
)
def test_the_main_block_is_known(text: str, expected: bool) -> None:
    assert in_main_block(marked(text)[1]) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("async def main(): pass\n«main()»\n", True),
        ("async def main(a, b=1): pass\n«main(1, b=2)»\n", True),
        ("def main(): pass\n«main()»\n", False),
        ("async def main(): yield 1\n«main()»\n", False),
        ("@x\nasync def main(): pass\n«main()»\n", False),
        ("async def main(): pass\nmain = x(main)\n«main()»\n", False),
        ("async def main(): pass\n«main»\n", False),
        ("from app import main\n«main()»\n", False),
        ("«app.main()»\n", False),
    ],
)
def test_a_call_that_makes_a_coroutine_is_known(text: str, expected: bool) -> None:
    tree, path = marked(text)
    argument = path[-1].node
    assert isinstance(argument, ast.expr)
    assert is_coroutine_call(Names(tree), path, argument) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("other.run_in_executor(None, «x»)\n", True),
        ("other.run_in_executor(None, lambda: y(«x»))\n", True),
        ("asyncio.to_thread(«x», 1)\n", True),
        ("other.submit(fn=«x»)\n", True),
        ("other(«x»)\nother.run_in_executor(None, 1)\n", False),
        ("other.run_in_executor(None, f)\ndef f(): «x»\n", False),
        ("to_thread(«x»)\n", False),
    ],
)
def test_what_runs_elsewhere_is_known(body: str, expected: bool) -> None:
    tree, path = marked(in_coroutine(body))
    offloaders = frozenset({".run_in_executor", ".submit", "asyncio.to_thread"})
    assert is_offloaded(Names(tree), path, offloaders) is expected


# Programs that are run: what the model says of each call is held against what happened.

_FUNCTIONS = ("f", "g", "h")
_functions = st.sampled_from(_FUNCTIONS)


@st.composite
def _values(draw: st.DrawFn) -> str:
    """Something that can be called or iterated, now or later."""
    return draw(
        st.sampled_from(
            [
                draw(_functions),
                "(lambda *_: ask())",
                f"(lambda *_: (tick(), {draw(_functions)}()))",
                "(ask() for _ in 'ab')",
                f"({draw(_functions)}() for _ in 'ab')",
                "((ask() for _ in 'a') for _ in 'b')",
                "(_ for _ in (ask() for _ in 'ab'))",
            ]
        )
    )


@st.composite
def _statements(draw: st.DrawFn, depth: int, asynchronous: bool) -> str:
    name, value = draw(_functions), draw(_values())
    forms = [
        "ask()",
        f"{name}()",
        f"{name}()",
        f"elsewhere({value})",
        f"loop.call_soon({value})",
        f"loop.call_soon({value})",
        f"loop.call_soon(elsewhere, {value})",
        f"loop.call_later(0, {value})",
        f"sorted('ab', key={value})",
        f"list({value})",
        f"elsewhere(list({value}))",
        f"elsewhere(next({value}, None))",
        f"elsewhere({name}())",
        f"[*{value}]",
        f"for _ in {value}: pass",
        f"'' in {value}",
        f"return {value}",
        f"{name} = lambda *_: ask()",
        f"{name} = {value}",
        f"{name} = lambda *_: (tick(), {draw(_functions)}(), ask())",
        f"elsewhere([{name}() for _ in 'ab'])",
        f"f'{{{name}()}}'",
    ]
    if asynchronous:
        forms += [f"await {name}()", "await asyncio.sleep(0)"]
    if depth and draw(st.booleans()):
        keyword, inner = draw(st.sampled_from([("def", False), ("def", False), ("def", False), ("async def", True)]))
        body = textwrap.indent(draw(_blocks(depth - 1, inner)), "    ")
        default = draw(st.sampled_from(["*_", "*_", f"*_, k={value}", "*_, k=ask()"]))
        body = f"    tick()\n{body}"
        forms = [f"{keyword} {name}({default}):\n{body}"] * 4
        forms.append(f"class A:\n    ask()\n    def m(self):\n{textwrap.indent(body, '    ')}\nelsewhere(A().m)")
        forms.append(f"def {name}(*_):\n    yield ask()")
    statement = draw(st.sampled_from(forms))
    return f"try:\n{textwrap.indent(statement, '    ')}\nexcept Exception: pass"


@st.composite
def _blocks(draw: st.DrawFn, depth: int, asynchronous: bool) -> str:
    return "\n".join(draw(st.lists(_statements(depth, asynchronous), min_size=1, max_size=4)))


@st.composite
def _asking_programs(draw: st.DrawFn) -> str:
    """A program whose coroutine `main` asks in many places whether a loop runs; each question has a number."""
    body = textwrap.indent(draw(_blocks(3, asynchronous=True)), "    ")
    text = f"async def main(loop):\n{body}\n"
    pieces = text.split("ask()")
    return pieces[0] + "".join(f"ask({number}){piece}" for number, piece in enumerate(pieces[1:]))


class _Enough(BaseException):
    """The program has asked often enough."""


@dataclass
class _World:
    """What a program does to the outside: its questions, and what it hands on."""

    answers: dict[int, set[bool]] = field(default_factory=dict)
    handed_on: list[object] = field(default_factory=list)
    budget: int = 400

    def ask(self, number: int) -> None:
        self.tick()
        try:
            asyncio.get_running_loop()
            self.answers.setdefault(number, set()).add(True)
        except RuntimeError:
            self.answers.setdefault(number, set()).add(False)

    def elsewhere(self, value: object, *_: object) -> None:
        self.tick()
        self.handed_on.append(value)

    def tick(self) -> None:
        self.budget -= 1
        if self.budget < 0:
            raise _Enough

    async def run(self, main: Callable[[object], Any]) -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda loop, context: None)
        result = main(loop)
        if inspect.isawaitable(result):
            self.elsewhere(await result)
        await asyncio.sleep(0.001)

    def use(self, value: object, depth: int = 4) -> None:
        """Call and iterate something, and what comes of that: no loop runs now."""
        if not depth or isinstance(value, (str, type)):
            return
        with suppress(Exception):
            if inspect.iscoroutine(value):
                value.close()
            elif callable(value):
                self.use(value(), depth - 1)
            elif isinstance(value, Iterable):
                for item in value:
                    self.use(item, depth - 1)


def _answers(text: str) -> dict[int, set[bool]]:
    """Whether a loop ran when each numbered question was asked."""
    world = _World()
    scope: dict[str, Any] = {"asyncio": asyncio, "ask": world.ask, "elsewhere": world.elsewhere, "tick": world.tick}
    with warnings.catch_warnings(), suppress(_Enough, RecursionError):
        warnings.simplefilter("ignore")
        exec(compile(text, "<program>", "exec", dont_inherit=True), scope)
        with suppress(_Enough, RecursionError):
            asyncio.run(world.run(scope["main"]))
        world.budget = 400
        for value in list(world.handed_on):
            world.use(value)
    return world.answers


def _claims(text: str) -> dict[int, bool]:
    """What the model says about each question."""
    tree = Tree(Source(text.encode()))
    names = Names(tree)
    claims = {}
    for path in tree.paths("ask"):
        call: NodePath = path[:-1]
        node = call[-1].node
        if isinstance(node, ast.Call) and isinstance(node.args[0], ast.Constant):
            claims[int(str(node.args[0].value))] = loop_runs(tree, names, call)
    return claims


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@settings(max_examples=share(200), deadline=None, suppress_health_check=list(HealthCheck))
@given(_asking_programs().filter(compiles))
def test_a_loop_ran_wherever_one_was_said_to_run(text: str) -> None:
    claims = _claims(text)
    wrong = [number for number, answers in _answers(text).items() if claims[number] and False in answers]
    assert wrong == []
