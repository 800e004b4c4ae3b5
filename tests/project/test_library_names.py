"""What is known of libraries stands in the catalogue: no other module spells a qualified name of one."""

from __future__ import annotations

import ast
import builtins
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import asyncfix
from asyncfix.catalogue.package_index import WHERE

_ROOT = Path(asyncfix.__file__).parent
_ABOUT_LIBRARIES = ("catalogue/", "requests_httpx/", "codemods/", "offload/backends/")
"""The catalogue, and the adapters: each of their modules is about one library."""
_OWN_MEANING = frozenset({"asyncfix", "False", "None", "True"})
_PACKAGES = (frozenset(WHERE) | sys.stdlib_module_names | set(dir(builtins))) - _OWN_MEANING
_MORE_PACKAGES = frozenset(
    """
    PyQt5 PyQt6 PySide2 PySide6 aiofiles aiogram aiohttp asyncer blacksheep cachetools celery channels curio discord
    falcon fastapi flask homeassistant litestar loguru matplotlib nest_asyncio nicegui pydantic pytest quart robyn sanic
    starlette streamlit structlog telegram tenacity tornado tqdm twisted uvloop wx
    """.split()  # noqa: SIM905
)
_NAME = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*\.?")
_FILE_NAME = re.compile(r"[\w]+\.(?:py|pyi|toml|cfg|txt|json|ini|md|yaml|yml|lock|db)")


def is_library_name(text: str) -> bool:
    """True for `time.sleep` and `asyncio.`: a dotted name whose first part is a module, a package or a builtin."""
    if "." not in text or not _NAME.fullmatch(text) or _FILE_NAME.fullmatch(text):
        return False
    return text.partition(".")[0] in _PACKAGES | _MORE_PACKAGES


def library_names(source: str) -> Iterator[tuple[int, str]]:
    """The line and the text of each string of a module that is such a name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_library_name(node.value):
            yield node.lineno, node.value


@pytest.mark.parametrize("text", ["time.sleep", "asyncio.", "builtins.open", "str.join", "fastapi.routing.APIRoute"])
def test_a_qualified_name_of_a_library_is_recognised(text: str) -> None:
    assert is_library_name(text)


@pytest.mark.parametrize("text", ["time", "self.x", "a sentence on time.sleep", "test.py", "", "."])
def test_another_text_is_none(text: str) -> None:
    assert not is_library_name(text)


def test_only_the_catalogue_and_the_adapters_spell_names_of_libraries() -> None:
    found = [
        f"{path.relative_to(_ROOT).as_posix()}:{line}: {text}"
        for path in sorted(_ROOT.rglob("*.py"))
        if not path.relative_to(_ROOT).as_posix().startswith(_ABOUT_LIBRARIES)
        for line, text in library_names(path.read_text("utf-8"))
    ]
    assert not found, "\n".join(found)
