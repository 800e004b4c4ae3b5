"""Statements that move into a helper: how it looks, where it stands and what it takes and gives."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest

from asyncfix.files.source import Source
from asyncfix.fixes import FileReport
from asyncfix.offload.backends.base import Backend
from asyncfix.offload.backends.threads.asyncio import BACKEND as ASYNCIO
from asyncfix.offload.backends.threads.executor import BACKEND as EXECUTOR
from asyncfix.offload.extract.extraction import Extraction
from asyncfix.rewrite.render import rendered
from tests.support.planning import Planner, body, fix_of


def moved(
    text: str, start: str, length: int = 1, backend: Backend = ASYNCIO, head: str = "import asyncio\n\n\n"
) -> str:
    """The text after the statements have moved, without its imports."""
    planner = Planner(head + text)
    result = planner.extract(planner.statements(start, length), backend)
    assert isinstance(result, Extraction), result
    return body(planner.applied([result]))


def same(new: str, expected: str) -> bool:
    assert new == dedent(expected).lstrip("\n")
    return True


def test_the_article_on_sqlite_takes_its_own_shape() -> None:
    problem = dedent("""
        @app.post("/webhook")
        async def webhook(request: Request, db_path: str, key: str):
            value = None
            if os.path.exists(db_path):
                with sqlite3.connect(db_path, timeout=5) as con:
                    row = con.execute(
                        "SELECT value FROM cache WHERE key = ? LIMIT 1",
                        (key,),
                    ).fetchone()
                value = row[0] if row else None
            return {"value": value}
        """).lstrip()
    assert same(
        moved(problem, "value = None", 2, EXECUTOR),
        """
        def _fetch_cache(db_path: str, key: str):
            value = None
            if os.path.exists(db_path):
                with sqlite3.connect(db_path, timeout=5) as con:
                    row = con.execute(
                        "SELECT value FROM cache WHERE key = ? LIMIT 1",
                        (key,),
                    ).fetchone()
                value = row[0] if row else None
            return value


        @app.post("/webhook")
        async def webhook(request: Request, db_path: str, key: str):
            loop = asyncio.get_running_loop()
            value = await loop.run_in_executor(None, _fetch_cache, db_path, key)
            return {"value": value}
        """,
    )


def test_a_method_that_uses_its_object_gets_a_private_method() -> None:
    text = dedent('''
        class Repo:
            """Rows."""

            SIZE = 1

            # about get
            @traced
            async def get(self, key: str) -> Row:
                """One."""
                # the row
                row = self.db.first(key)  # or None
                text = """
          a
            b"""
                await self.touch(row)
                return row, text
        ''').lstrip()
    assert same(
        moved(text, "row =", 2),
        '''
        class Repo:
            """Rows."""

            SIZE = 1

            def _fetch_row(self, key: str):
                # the row
                row = self.db.first(key)  # or None
                text = """
          a
            b"""
                return row, text

            # about get
            @traced
            async def get(self, key: str) -> Row:
                """One."""
                row, text = await asyncio.to_thread(self._fetch_row, key)
                await self.touch(row)
                return row, text
        ''',
    )


@pytest.mark.parametrize(
    ("head", "decorator", "first", "call"),
    [
        ("class A:", "@classmethod", "cls", "cls._f_sync"),
        ("class A:", "@staticmethod", "self", "_f_sync, self"),
        ("class A:", "", "this", "_f_sync, this"),
        ("class A(graphene.ObjectType):", "", "self", "_f_sync, self"),
        ("@strawberry.type\nclass A:", "", "self", "_f_sync, self"),
        ("class A(Protocol):", "", "self", "_f_sync, self"),
    ],
)
def test_the_object_of_the_method_decides_where_the_helper_belongs(
    head: str, decorator: str, first: str, call: str
) -> None:
    lines = [head, *([f"    {decorator}"] if decorator else []), f"    async def f({first}):", f"        g({first})"]
    assert f"await asyncio.to_thread({call})" in moved("\n".join(lines) + "\n", "g(")


def test_super_and_private_names_stay_in_their_class() -> None:
    text = "class A:\n    async def f(self):\n        super().f()\n        self.__x = __y\n        return 1\n"
    assert "    def _f_sync(self):\n        super().f()\n        self.__x = __y\n" in moved(text, "super", 2)


def test_a_nested_function_hands_over_what_it_has_from_outside() -> None:
    text = "def outer(base):\n    async def inner(p):\n        return open(base + p).read()\n    return inner\n"
    assert same(
        moved(text, "return open"),
        """
        def _inner_sync(base, p):
            return open(base + p).read()


        def outer(base):
            async def inner(p):
                return await asyncio.to_thread(_inner_sync, base, p)
            return inner
        """,
    )


def test_imports_of_the_function_are_repeated_in_the_helper() -> None:
    text = (
        "async def f(p):\n    import json\n    from . import a as b\n    data = json.load(b.open(p))\n    return data\n"
    )
    assert "    import json\n    from . import a as b\n\n    return json.load" in moved(text, "data =")
    assert "to_thread(_load_data, p)" not in moved(text, "data =")


def test_annotations_are_taken_from_parameters_that_keep_their_values() -> None:
    text = (
        "class C: ...\n\n\n"
        "async def f(a: int, b: Annotated[Session, Depends(get)], c: 'C' = None, d: str = '', e=1) -> list[int]:\n"
        "    d = a\n    return g(a, b, c, d, e)\n"
    )
    assert "def _f_sync(a: int, b: Session, c: 'C', d, e) -> list[int]:" in moved(text, "return g")


@pytest.mark.parametrize(
    ("annotation", "taken"),
    [
        ('"Row"', True),
        ('list["Row"]', True),
        ('"Row | None"', True),
        ("Literal['a', 'b']", True),
        ('"Image"', False),
        ('list["Image"]', False),
        ('"not python"', False),
    ],
)
def test_an_annotation_in_quotes_is_taken_where_what_it_names_is_known(annotation: str, taken: bool) -> None:
    text = f"class Row: ...\n\n\nasync def f(p: {annotation}):\n    x = open(p).read()\n    await g(x)\n"
    parameter = f"p: {annotation}" if taken else "p"
    assert f"def _f_sync({parameter}):" in moved(text, "x")


def test_a_function_without_annotations_gets_a_helper_without() -> None:
    assert "def _f_sync(a):" in moved("async def f(a):\n    g(a)\n    await h()\n", "g(a)")
    assert "def _f_sync(a: int) -> None:" in moved("async def f(a: int):\n    g(a)\n    await h()\n", "g(a)")


def test_a_name_bound_on_some_ways_brings_its_earlier_value() -> None:
    text = "async def f(p):\n    x = 1\n    if p:\n        x = g()\n    await h(x)\n"
    assert same(
        moved(text, "if p"),
        """
        def _f_sync(p, x):
            if p:
                x = g()
            return x


        async def f(p):
            x = 1
            x = await asyncio.to_thread(_f_sync, p, x)
            await h(x)
        """,
    )


def test_an_early_return_tells_that_it_is_one() -> None:
    text = dedent("""
        async def f(p):
            row = p.first()
            if not row: return None
            if row.bad:
                return row, 2  # both
            n = row.size
            await g(n)
            return n
        """).lstrip()
    assert same(
        moved(text, "row =", 4),
        """
        def _fetch_row(p):
            row = p.first()
            if not row: return True, None
            if row.bad:
                return True, (row, 2)  # both
            n = row.size
            return False, n


        async def f(p):
            done, result = await asyncio.to_thread(_fetch_row, p)
            if done:
                return result
            n = result
            await g(n)
            return n
        """,
    )


def test_early_returns_of_nothing_are_a_plain_question() -> None:
    text = "async def f(p):\n    if not p.ok():\n        return\n    p.go()\n    await g()\n"
    new = moved(text, "if not", 2)
    assert "    if not p.ok():\n        return True\n    p.go()\n    return False\n" in new
    assert "    if await asyncio.to_thread(_f_sync, p):\n        return\n    await g()\n" in new


def test_the_end_of_the_function_is_returned_through() -> None:
    text = "async def f(p):\n    async with p:\n        if p.x:\n            return 1\n        p.go()\n"
    assert "    async with p:\n        return await asyncio.to_thread(_f_sync, p)\n" in moved(text, "if p", 2)


def test_global_declarations_go_along() -> None:
    text = "async def f():\n    global N\n    N = g(N)\n    await h()\n"
    assert "def _f_sync():\n    global N\n    N = g(N)\n" in moved(text, "N =")


def test_what_deletes_a_file_when_it_goes_stays_alive() -> None:
    text = "async def f():\n    d = tempfile.TemporaryDirectory()\n    p = d.name\n    await g(p)\n    return 1\n"
    planner = Planner("import asyncio, tempfile\n" + text)
    result = planner.extract(planner.statements("d =", 2))
    assert isinstance(result, Extraction)
    assert result.outputs == ("d", "p")


def test_the_loop_that_the_function_has_is_used() -> None:
    text = "async def f(p):\n    loop = asyncio.get_running_loop()\n    g(p)\n    await h(loop)\n"
    assert "    await loop.run_in_executor(None, _f_sync, p)\n" in moved(text, "g(p)", 1, EXECUTOR)


def test_a_name_loop_of_another_kind_is_left_alone() -> None:
    text = "async def f(loop):\n    g(loop)\n    await h(loop)\n"
    new = moved(text, "g(loop)", 1, EXECUTOR)
    assert "    await asyncio.get_running_loop().run_in_executor(None, _f_sync, loop)\n" in new


HOP = "await asyncio.to_thread(_f_sync, p)"
F = "async def f(p):\n"


@pytest.mark.parametrize(
    ("text", "start", "length", "expected"),
    [
        ("async def f(p): return g(p)\n", "return", 1, f"async def f(p): return {HOP}\n"),
        (F + "  if p: g(p); h(p)\n", "g(p)", 2, f"  if p: {HOP}\n"),
        (F + "    a = 1; b = g(p); c = b; k(a, c)\n", "b =", 2, f"    a = 1; c = {HOP}; k(a, c)\n"),
        (F + "    g(p)", "g(p)", 1, f"{F}    {HOP}"),
        (F + "    g(p);  # last\n", "g(p)", 1, f"{F}    {HOP}\n"),
        (F + "\tg(p)\n", "g(p)", 1, f"{F}\t{HOP}\n"),
        ("async def f(p):\r\n    g(p)\r\n", "g(p)", 1, f"async def f(p):\r\n    {HOP}\r\n"),
        (F + "    \f\n    g(p)\n", "g(p)", 1, f"{F}    \f\n    {HOP}\n"),
        (F + "    # far\n\n    # near\n    g(p)\n    # end\n", "g(p)", 1, f"    # far\n\n    {HOP}\n    # end\n"),
    ],
)
def test_the_layout_of_the_file_stays(text: str, start: str, length: int, expected: str) -> None:
    new = moved(text, start, length, head="import asyncio" + ("\r\n" if "\r" in text else "\n"))
    assert new.endswith(expected)
    assert ("\r\n" in text) == ("\r\n" in new)
    assert len(re.findall(r"(?<!\r)\n", new)) == (0 if "\r" in text else new.count("\n"))


def test_strings_over_several_lines_are_not_indented_anew() -> None:
    text = (
        "class A:\n    async def f(self, p):\n        if p:\n"
        "            x = self.g('''\n  a\n            b''', f\"\"\"\n{p\n}"
        '\n    """, 1 + \\\n              2)\n        return await h()\n'
    )
    new = moved(text, "x =")
    assert "        x = self.g('''\n  a\n            b''', f\"\"\"\n{p\n}\n    \"\"\", 1 + \\\n          2)\n" in new


def test_the_first_lines_of_a_file_stay_first() -> None:
    planner = Planner("# -*- coding: utf-8 -*-\n# about f\nasync def f(p):\n    g(p)\n")
    result = planner.extract(planner.statements("g(p)"))
    assert isinstance(result, Extraction)
    assert planner.applied([result]).startswith(
        "# -*- coding: utf-8 -*-\n# about f\nimport asyncio\n\n\ndef _f_sync(p):\n"
    )


def test_two_regions_of_one_function_go_alone_and_together() -> None:
    planner = Planner(
        "import asyncio\n\n\nasync def f(p):\n    a = g(p)\n    await h(a)\n    b = g(a)\n    await h(b)\n"
    )
    first = planner.extract(planner.statements("a ="))
    assert isinstance(first, Extraction)
    second = planner.extract(planner.statements("b ="), taken={first.helper})
    assert isinstance(second, Extraction)
    assert first.helper != second.helper
    for chosen in ([first], [second], [first, second], [second, first]):
        compile(planner.applied(chosen), "new", "exec")
    new = planner.applied([first, second])
    assert new.count("def _f_sync") == 2


def test_a_hint_names_the_helper_and_what_it_reads_does_else() -> None:
    planner = Planner("import asyncio\nasync def f(p):\n    config = open(p).read()\n    return await h(config)\n")
    region = planner.statements("config")
    assert getattr(planner.extract(region, name_hint="lookup row"), "helper", "") == "_lookup_row"
    assert getattr(planner.extract(region), "helper", "") == "_read_config"
    assert getattr(planner.extract(region, taken={"_read_config"}), "helper", "") == "_read_config_for_f"


def test_a_hint_with_two_underscores_keeps_them_where_the_name_is_taken() -> None:
    planner = Planner("import asyncio\nasync def f(p):\n    config = open(p).read()\n    return await h(config)\n")
    region, taken = planner.statements("config"), {"__f_sync", "__f_sync_for_f"}
    assert getattr(planner.extract(region, name_hint="__f_sync", taken=taken), "helper", "") == "__f_sync_2"


def test_long_lines_are_folded() -> None:
    name = "a_rather_long_name_of_a_value"
    head = "async def f(first_argument, second_argument):\n"
    text = f"{head}    {name} = first_argument(second_argument)\n    await g({name})\n"
    new = moved(text, name)
    assert f"    {name} = await asyncio.to_thread(\n        _f_sync, first_argument, second_argument\n    )\n" in new


def test_an_update_around_the_hop_is_told() -> None:
    planner = Planner(
        "import asyncio\nclass A:\n    async def f(self):\n        n = self.n\n        g()\n        self.n = n + 1\n"
    )
    result = planner.extract(planner.statements("g()"))
    assert isinstance(result, Extraction)
    assert any("`self.n`" in hazard for hazard in result.hazards)


def test_a_cancelled_task_that_reads_the_result_in_finally_is_told() -> None:
    text = F + "    x = None\n    try:\n        x = open(p)\n        await g(x)\n    finally:\n        x.close()\n"
    planner = Planner("import asyncio\n" + text)
    result = planner.extract(planner.statements("x = open"))
    assert isinstance(result, Extraction)
    assert any("cancelled" in hazard for hazard in result.hazards)


def test_what_is_brought_in_is_there_to_be_checked() -> None:
    planner = Planner("import asyncio\nasync def f(p):\n    g(p)\n")
    result = planner.extract(planner.statements("g(p)"))
    assert isinstance(result, Extraction)
    report = FileReport("", planner.source.digest)
    new = rendered(planner.source, report, [fix_of(result)])
    assert isinstance(new, Source)
    assert {one.target for one in result.introduces} == {"asyncio", "._f_sync"}


def test_the_end_of_a_string_is_no_comment() -> None:
    text = F + "    x = '''\n    # a'''\n    g(p)\n    await h(x)\n"
    planner = Planner("import asyncio\ny = '''\n# a'''\n" + text)
    result = planner.extract(planner.statements("g(p)"))
    assert isinstance(result, Extraction)
    new = planner.applied([result])
    assert new.startswith("import asyncio\ny = '''\n# a'''\ndef _f_sync(p):\n    g(p)\n")
    assert new.endswith(f"    x = '''\n    # a'''\n    {HOP}\n    await h(x)\n")


def test_a_context_manager_that_passes_every_error_on_swallows_none() -> None:
    text = dedent("""
        @contextmanager
        def scope():
            session = make()
            try:
                yield session
                session.commit()
            except Exception:
                session.rollback()
                raise
            finally:
                session.close()


        async def f(p):
            with scope() as session:
                count = session.execute(p).rowcount
            return count
        """).lstrip()
    assert "        return session.execute(p).rowcount\n\n\nasync def f(p):\n    count = await" in moved(
        text, "with scope"
    )


def test_what_a_comprehension_iterates_first_is_evaluated_once_and_may_leave() -> None:
    planner = Planner("import asyncio\n\n\nasync def f(p):\n    return [await g(one) for one in open(p).readlines()]\n")
    result = planner.extract(planner.expression("open(p).readlines()"), as_helper=True)
    assert isinstance(result, Extraction)
    assert "return [await g(one) for one in await asyncio.to_thread(" in planner.applied([result])


def test_what_comes_out_last_is_returned_at_once() -> None:
    head = "async def f(p):\n    with open(p) as g:\n"
    text = f"{head}        data = (  # all\n            g.read()\n        )\n    await h(data)\n"
    expected = "        return (  # all\n            g.read()\n        )\n\n\nasync"
    assert expected in moved(text, "with")
    assert "    return x\n" in moved(
        "async def f(p):\n    x = g()\n    h(x)\n    x = x.y\n    await h(x)\n", "x = g()", 3
    )


def test_a_constant_that_only_the_function_looks_at_stays_behind() -> None:
    text = "async def f(p):\n    text = ''\n    a = g(p)\n    text = await h(a)\n    return text\n"
    assert "    return g(p)\n" in moved(text, "text = ''", 2)
    assert "''" not in moved(text, "text = ''", 2)
