"""Results that are remembered are those that a fresh run would give, whatever happens to files, rules and the cache."""

from __future__ import annotations

import hashlib
import os
import pickle
import random
import shutil
import subprocess
import sys
import time
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from asyncfix import __file__ as asyncfix_package
from asyncfix.config.settings import load
from asyncfix.fixes import FileReport
from asyncfix.loading.registry import bundled_folder
from asyncfix.rewrite.fix_selection import everything
from asyncfix.run import cache
from asyncfix.run.run import RunRequest, run
from tests.support.command import COMMAND, asyncfix, environment

SLEEP = "import time\nasync def f(): time.sleep({})\n"
LOOP = "import asyncio\nasync def f(): asyncio.get_event_loop()\n"
RECIPE = '''"""Own."""
from asyncfix.recipe import Recipe
RECIPE = Recipe("own", ["naps.nap"], "power< any+ trailer< '(' x=any ')' > >", "naps.{}({{x}})", ["naps"])
'''


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with findings, a file that does not parse, and files with nothing in them."""
    monkeypatch.setenv("ASYNCFIX_CACHE_DIR", str(tmp_path / "cache"))
    project = tmp_path / "project"
    project.mkdir()
    (project / "sleep.py").write_text(SLEEP.format(1))
    (project / "loop.py").write_text(LOOP)
    (project / "broken.py").write_text("def f(:\n")
    (project / "nothing.py").write_text("x = 1\n")
    return project


Result = list[tuple[str, FileReport]]


def results(project: Path, **options: Any) -> Result:
    """What a run finds."""
    settings = load([project]).override(**options)
    found = run(RunRequest((project,), settings, everything))
    assert not found.problems
    return [(file.path, file.report) for file in found.files]


def fresh(project: Path, **options: Any) -> Result:
    return results(project, cache=False, **options)


def cache_files(project: Path) -> list[Path]:
    """Those with reports."""
    return [path for path in (project.parent / "cache").glob("*/*") if path.is_file()]


def looked_at(project: Path) -> int:
    """How many files a run reads."""
    read: list[int] = []
    run(RunRequest((project,), load([project]), everything), lambda done, total: read.append(total))
    return len(read)


def test_remembered_results_are_the_fresh_ones(tree: Path) -> None:
    expected = fresh(tree)
    assert len(expected) == 3
    assert not cache_files(tree)
    assert [results(tree) for _ in range(3)] == [expected] * 3
    assert len(cache_files(tree)) == 1


def test_a_file_that_changes_without_changing_its_size_or_its_time_is_noticed(tree: Path) -> None:
    file = tree / "sleep.py"
    for number in range(20):  # at once: the states of the files may well be the same
        before = file.stat()
        file.write_text(SLEEP.format(number % 10))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert results(tree) == fresh(tree)


def test_files_that_have_rested_are_known_by_their_state_and_changes_are_noticed_all_the_same(tree: Path) -> None:
    time.sleep(2.1)  # as long as a state is in doubt
    expected = results(tree)
    assert looked_at(tree) == 0
    assert results(tree) == expected
    file = tree / "sleep.py"
    before = file.stat()
    file.write_text(SLEEP.format(2))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    changed = results(tree)
    assert changed != expected
    assert changed == fresh(tree)
    file.write_text(SLEEP.format(1))
    assert results(tree) == expected


def test_a_file_that_becomes_another_is_noticed(tree: Path) -> None:
    results(tree)
    (tree / "sleep.py").unlink()
    (tree / "loop.py").rename(tree / "sleep.py")
    assert results(tree) == fresh(tree)
    (tree / "broken.py").write_text(LOOP)
    (tree / "new.py").symlink_to(tree / "sleep.py")
    assert results(tree) == fresh(tree)


def test_other_recipes_and_settings_give_their_own_results(tree: Path) -> None:
    everything_found = results(tree)
    assert results(tree, select=("blocking-sleep",)) == fresh(tree, select=("blocking-sleep",)) != everything_found
    assert results(tree, ignore=("blocking-sleep",)) == fresh(tree, ignore=("blocking-sleep",)) != everything_found
    assert results(tree) == everything_found
    (tree / "sleep.py").write_text("import time\nasync def f(): time.sleep(1)  # asyncfix: skip[own]\n")
    assert results(tree) == fresh(tree)  # with a note: there is no such recipe
    (tree / "mine").mkdir()
    (tree / "mine" / "own.py").write_text(RECIPE.format("one"))
    assert results(tree, recipes=[tree / "mine"]) == fresh(tree, recipes=[tree / "mine"])
    assert results(tree) == fresh(tree)


def test_a_recipe_that_changes_on_disk_gives_new_results(tree: Path) -> None:
    (tree / "nap.py").write_text("import naps\nasync def f(): naps.nap(1)\n")
    mine = tree.parent / "mine"
    mine.mkdir()
    seen = []
    for name in ("one", "two", "one", "six"):
        (mine / "own.py").write_text(RECIPE.format(name))
        os.utime(mine / "own.py", (1_700_000_000, 1_700_000_000))
        found = results(tree, recipes=[mine])
        assert found == fresh(tree, recipes=[mine])
        seen.append(dict(found)[str(tree / "nap.py")].findings[0].fixes[0].edits[0].text)
    assert seen == ["one", "two", "one", "six"]


def findings(report: str) -> list[str]:
    """The lines of a report that tell of findings; how long it took is another matter."""
    return [line for line in report.splitlines() if ".py:" in line]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("asyncfix/rewrite/recipe_answers.py", "is passed on as a value", "goes on as a value"),
        ("recipes/blocking_sleep.py", "stops the event loop", "halts the event loop"),
    ],
)
def test_another_version_of_the_tool_does_not_take_its_predecessors_results(
    tree: Path, file: str, old: str, new: str
) -> None:
    checkout = tree.parent / "checkout"
    package = Path(asyncfix_package).parent
    shutil.copytree(package, checkout / "asyncfix", ignore=shutil.ignore_patterns("__pycache__", "bundled"))
    shutil.copytree(bundled_folder("recipes"), checkout / "recipes", ignore=shutil.ignore_patterns("__pycache__"))
    (tree / "sleep.py").write_text("import time\nasync def f(): time.sleep(1); g(time.sleep)\n")

    def report() -> list[str]:
        return findings(asyncfix("run", "--check", ".", cwd=tree, env={"PYTHONPATH": str(checkout)}).out)

    first = report()
    assert report() == first
    assert any(old in line for line in first)
    changed = (checkout / file).read_text().replace(old, new)
    assert changed != (checkout / file).read_text()
    (checkout / file).write_text(changed)
    assert report() == [line.replace(old, new) for line in first]


def test_the_key_holds_the_tool_the_python_and_the_catalogue() -> None:
    key = cache.key_of({"settings": "x"})
    assert cache.key_of({"settings": "x"}) == key
    assert cache.key_of({"settings": "y"}) != key
    assert repr(sys.version) in key
    for part in ("cache.py", "catalogue"):
        assert part in key


def spoil(file: Path, chance: random.Random) -> None:
    raw = bytearray(file.read_bytes())
    way = chance.randrange(4)
    if way == 0:
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    elif way == 1:
        del raw[chance.randrange(len(raw)) :]
    elif way == 2:
        raw[chance.randrange(len(raw)) :] = bytes(chance.randrange(256) for _ in range(chance.randrange(200)))
    else:
        raw += b"\0" * 10
    file.write_bytes(raw)


def test_a_damaged_cache_is_as_good_as_none(tree: Path) -> None:
    expected = results(tree)
    (file,) = cache_files(tree)
    whole = file.read_bytes()
    for seed in range(40):
        file.write_bytes(whole)
        spoil(file, random.Random(seed))
        assert results(tree) == expected


def sealed(body: bytes) -> bytes:
    """A cache file that says of itself that it is whole."""
    return cache._FORMAT + hashlib.blake2b(body, digest_size=16).digest() + body


def test_damage_that_the_seal_does_not_show_is_found_too(tree: Path) -> None:
    expected = results(tree)
    (file,) = cache_files(tree)
    whole = file.read_bytes()
    head = len(sealed(b""))
    for seed in range(100):
        chance = random.Random(seed)
        body = bytearray(whole[head:])
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        file.write_bytes(sealed(bytes(body)))
        found = results(tree)
        assert [path for path, _ in found] == [path for path, _ in expected]


class Hostile:
    """Unpickled with no precautions, makes a file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Any, ...]:
        return open, (str(self.file), "w")


def through_an_attribute(file: Path) -> bytes:
    """A pickle that names nothing but a module that reports come from."""
    get = b"\x8c\x0easyncfix.fixes\x8c\x1adataclass.__builtins__.get\x93"
    code = f"open({str(file)!r}, 'w')".encode()
    return b"\x80\x05" + get + b"\x8c\x04eval\x85R" + b"\x8c" + bytes([len(code)]) + code + b"\x85R."


def test_no_cache_file_can_have_code_run(tree: Path) -> None:
    expected = results(tree)
    (file,) = cache_files(tree)
    entries = pickle.loads(file.read_bytes()[len(sealed(b"")) :])
    trap = tree.parent / "trapped"
    bodies = [pickle.dumps(Hostile(trap)), through_an_attribute(trap), pickle.dumps([1]), pickle.dumps(None), b""]
    reports = [pickle.dumps(Hostile(trap)), through_an_attribute(trap), pickle.dumps("x"), b"\x80"]
    for report in reports:
        changed = {path: (state, doubt, content, report) for path, (state, doubt, content, _) in entries.items()}
        bodies.append(pickle.dumps(changed))
    bodies.append(pickle.dumps(dict.fromkeys(entries, 5)))
    bodies.append(pickle.dumps(dict.fromkeys(entries, (1, 2))))
    for body in bodies:
        file.write_bytes(sealed(body))
        assert results(tree) == expected
        assert not trap.exists()
    pickle.loads(through_an_attribute(trap)).close()  # it would work without the precautions
    assert trap.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="takes root")
def test_a_cache_file_of_another_user_is_not_read(tree: Path) -> None:
    expected = results(tree)
    (file,) = cache_files(tree)
    entries = pickle.loads(file.read_bytes()[len(sealed(b"")) :])
    nothing = {path: (state, False, content, b"") for path, (state, _, content, _) in entries.items()}
    file.write_bytes(sealed(pickle.dumps(nothing)))
    assert results(tree) == []  # one of our own is believed
    file.write_bytes(sealed(pickle.dumps(nothing)))
    os.chown(file, 65534, 65534)
    assert results(tree) == expected


@pytest.mark.parametrize("where", ["file/cache", "file", "/proc/no/such"])
def test_a_cache_folder_that_can_not_be_had_is_no_problem(
    tree: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tree.parent / "file").write_text("in the way")
    monkeypatch.setenv("ASYNCFIX_CACHE_DIR", str(tree.parent / where))
    assert results(tree) == results(tree) == fresh(tree)
    assert (tree.parent / "file").read_text() == "in the way"


def test_several_processes_may_use_a_cache_at_once(tree: Path) -> None:
    def start() -> subprocess.Popen[bytes]:
        command = [*COMMAND, "run", "--check", str(tree)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(tree))

    expected = asyncfix("run", "--check", "--no-cache", tree, cwd=tree).out
    for _ in range(2):
        running = [start() for _ in range(4)]
        for process in running:
            out, err = process.communicate(timeout=120)
            assert err == b""
            assert findings(out.decode()) == findings(expected)
    left = [path.name for path in (tree / ".cache").rglob("*") if path.is_file()]
    assert len(left) == 2  # the reports and the summaries


@pytest.mark.parametrize("way", ["option", "setting"])
def test_the_cache_can_be_turned_off(tree: Path, way: str) -> None:
    if way == "setting":
        (tree / "pyproject.toml").write_text("[tool.asyncfix]\ncache = false\n")
    asyncfix("run", *(["--no-cache"] if way == "option" else []), ".", cwd=tree)
    assert not (tree / ".cache").exists()
    asyncfix("run", "--cache", ".", cwd=tree)
    assert (tree / ".cache").exists()


def test_only_the_last_few_keys_of_a_project_are_kept(tree: Path) -> None:
    names: Sequence[tuple[str, ...]] = [(), ("blocking-sleep",), ("running-loop",)]
    for select in names:
        for ignore in names:
            if not set(select) & set(ignore):
                results(tree, select=select, ignore=ignore)
    assert len(cache_files(tree)) <= 6
    assert results(tree) == fresh(tree)


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"ASYNCFIX_CACHE_DIR": "/a", "XDG_CACHE_HOME": "/b"}, "/a"),
        ({"XDG_CACHE_HOME": "/b"}, "/b/asyncfix"),
        ({"XDG_CACHE_HOME": "relative"}, ""),
        ({"HOME": "/c"}, "/c/.cache/asyncfix"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other folders")
def test_the_folder_is_the_users(variables: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ASYNCFIX_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache.cache_folder() == folder


HELPER = """import requests


def fetch():
    return requests.get("https://example.com")


async def other():
    return 1
"""
CALLER = """from helper import fetch


async def handler():
    return fetch()
"""


@pytest.fixture
def two(tree: Path) -> Path:
    """A project in which a coroutine of one file blocks through a function of another."""
    (tree / "helper.py").write_text(HELPER)
    (tree / "caller.py").write_text(CALLER)
    results(tree)
    return tree


def analysed(project: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The files that a run analyses, after the proof that it finds what a fresh one does."""
    from asyncfix.rewrite import analyse as engine

    seen: set[str] = set()
    original = engine.analyse

    def noting(source: Any, *arguments: Any) -> FileReport:
        seen.add(Path(source.path).name)
        return original(source, *arguments)

    expected = fresh(project)
    with monkeypatch.context() as patch:
        patch.setattr(engine, "analyse", noting)
        assert results(project) == expected
    return seen


def test_an_edit_inside_a_coroutine_leaves_the_reports_on_files_that_do_not_lead_there(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (two / "caller.py").write_text(CALLER.replace("    return", "    print(2)\n    return"))
    assert analysed(two, monkeypatch) == {"caller.py"}


def test_a_line_that_moves_in_a_helper_is_told_where_the_way_leads_through_it(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (two / "helper.py").write_text("# moved\n" + HELPER)
    assert analysed(two, monkeypatch) == {"helper.py", "caller.py"}


def named(project: Path) -> set[str]:
    """The files with something to report."""
    return {Path(path).name for path, _ in results(project)}


def test_a_helper_that_stops_blocking_is_noticed_in_other_files(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (two / "helper.py").write_text(HELPER.replace('requests.get("https://example.com")', "1"))
    analysed(two, monkeypatch)
    assert "caller.py" not in named(two)
    (two / "helper.py").write_text(HELPER)
    assert "caller.py" in analysed(two, monkeypatch)
    assert "caller.py" in named(two)


def test_a_file_that_appears_or_goes_is_noticed_in_other_files(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (two / "helper.py").unlink()
    analysed(two, monkeypatch)
    assert "caller.py" not in named(two)
    (two / "helper.py").write_text(HELPER)
    assert "caller.py" in analysed(two, monkeypatch)


def test_a_handler_is_judged_again_when_another_file_begins_to_call_it(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    route = "from fastapi import FastAPI\napp = FastAPI()\n\n\n@app.get('/')\nasync def root():\n"
    (two / "routes.py").write_text(route + "    open('x').read()\n")
    results(two)
    call = "    from routes import root\n    await root()\n    return"
    (two / "caller.py").write_text(CALLER.replace("    return", call))
    assert analysed(two, monkeypatch) == {"caller.py", "routes.py"}


def test_a_module_that_passes_on_a_library_is_looked_at_again_where_it_changes(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (two / "web.py").write_text("import time\n")
    (two / "sender.py").write_text("from web import time\n\n\nasync def send():\n    time.sleep(1)\n")
    results(two)
    (two / "web.py").write_text("import time  # of the project\n")
    assert "sender.py" in analysed(two, monkeypatch)
    (two / "caller.py").write_text(CALLER.replace("    return", "    print(2)\n    return"))
    assert "sender.py" not in analysed(two, monkeypatch)


def test_a_request_is_judged_again_when_another_file_names_what_httpx_does_not_read(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = "    try:\n        requests.get('https://a.b')\n    except OSError:\n        pass\n"
    (two / "sender.py").write_text(f"import requests\n\n\nasync def send():\n{sent}")
    results(two)
    (two / "caller.py").write_text(CALLER.replace("    return", "    print('NETRC')\n    return"))
    assert analysed(two, monkeypatch) == {"caller.py", "sender.py"}


def test_summaries_of_runs_with_other_settings_do_not_hide_a_change(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (two / "helper.py").write_text(HELPER.replace('requests.get("https://example.com")', "1"))
    results(two, offload="anyio")
    analysed(two, monkeypatch)
    assert "caller.py" not in named(two)


def summary_files(project: Path) -> list[Path]:
    return list((project.parent / "cache").glob("*/summaries/*"))


def test_damaged_summaries_are_as_good_as_none(two: Path) -> None:
    expected = results(two)
    (file,) = summary_files(two)
    entries = pickle.loads(file.read_bytes()[len(sealed(b"")) :])
    trap = two.parent / "trapped"
    bodies = [pickle.dumps(Hostile(trap)), pickle.dumps([1]), b"", pickle.dumps(dict.fromkeys(entries, (1, 2)))]
    damaged = (pickle.dumps(Hostile(trap)), through_an_attribute(trap), pickle.dumps("x"), b"\x80", 5)
    bodies.extend(pickle.dumps({path: (*entry[:-1], one) for path, entry in entries.items()}) for one in damaged)
    packed = [zlib.compress(one) for one in damaged if isinstance(one, bytes)]
    bodies.extend(
        pickle.dumps({path: (*e[:-2], one, e[-1]) for path, e in entries.items()}) for one in (*packed, b"x", 5)
    )
    for body in bodies:
        file.write_bytes(sealed(body))
        (two / "caller.py").write_text(CALLER + f"# {len(body)}\n")
        assert [path for path, _ in results(two)] == [path for path, _ in expected]
        assert not trap.exists()
