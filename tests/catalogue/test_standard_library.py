"""What calls of the standard library give."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from asyncfix.catalogue.standard_library import knows, result_of_call, result_of_method, type_of_attribute

_SCRIPT = Path(__file__).parent.parent.parent / ".ci" / "stdlib.py"


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("datetime.datetime.now", "datetime.datetime"),
        ("datetime.datetime", "datetime.datetime"),
        ("collections.Counter", "collections.Counter"),
        ("hashlib.sha256", "hashlib.HASH"),
        ("json.dumps", "str"),
        ("re.match", "re.Match"),
        ("urllib.parse.quote", "str"),
        ("uuid.uuid4", "uuid.UUID"),
        ("json.loads", ""),  # it gives what the text says
        ("requests.get", ""),
        ("len", ""),
    ],
)
def test_a_call_gives_an_object_of_the_type_that_its_stub_names(name: str, result: str) -> None:
    assert result_of_call(name) == result


@pytest.mark.parametrize(
    ("kind", "word", "result"),
    [
        ("datetime.datetime", "replace", "datetime.datetime"),
        ("datetime.datetime", "isocalendar", "datetime._IsoCalendarDate"),  # of its base
        ("datetime.datetime", "date", "datetime.date"),  # by an alias in the stub
        ("decimal.Decimal", "quantize", "decimal.Decimal"),
        ("io.BytesIO", "getvalue", "bytes"),
        ("re.Pattern", "fullmatch", "re.Match"),
        ("str", "upper", "str"),
        ("str", "nothing", ""),
        ("requests.Session", "get", ""),
    ],
)
def test_a_method_gives_an_object_of_the_type_that_its_stub_names(kind: str, word: str, result: str) -> None:
    assert result_of_method(kind, word) == result


def test_an_attribute_has_the_type_that_its_stub_names() -> None:
    assert type_of_attribute("datetime.datetime", "tzinfo") == "datetime.tzinfo"
    assert type_of_attribute("os", "environ") == "os._Environ"
    assert type_of_attribute("datetime.datetime", "nothing") == ""


@pytest.mark.parametrize("name", ["os.environ.get", "os.path.join", "bytes.fromhex", "re.compile", "len", "tkinter.Tk"])
def test_a_function_of_the_standard_library_is_known(name: str) -> None:
    assert knows(name)


@pytest.mark.parametrize("name", ["os.nothing", "re.nothing.here", "bytes.nothing", "requests.get", "my_module.f"])
def test_what_the_standard_library_does_not_have_is_not(name: str) -> None:
    assert not knows(name)


def test_the_file_is_as_the_stubs_of_the_development_environment_have_it() -> None:
    pytest.importorskip("mypy")
    done = subprocess.run([sys.executable, _SCRIPT, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[:2000] + done.stderr


def test_the_file_is_not_read_before_it_is_asked_for() -> None:
    code = "import asyncfix.catalogue.standard_library as s, asyncfix.rewrite; print(s._tables.cache_info().misses)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
