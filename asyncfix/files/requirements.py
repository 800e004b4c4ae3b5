"""The requirements of a project: may a file import a package that it does not import so far?

Nothing is installed or run for it. `pyproject.toml` (the standard's table and Poetry's), `setup.cfg` and
`requirements.txt` are read; extras do not count, because a user may go without them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def declared(folder: Path) -> frozenset[str] | None:
    """The packages that the nearest project at or above a folder can't do without, as PyPI writes their names.

    None where nothing says so, up to the top of the repository.
    """
    for one in (folder, *folder.parents):
        found = _of_folder(one)
        if found is not None:
            return frozenset(re.sub(r"[-_.]+", "-", name).lower() for name in found)
        if os.path.exists(one / ".git"):
            return None
    return None


def _of_folder(folder: Path) -> list[str] | None:
    sources = (_of_pyproject(folder), _of_setup(folder), _of_file(folder / "requirements.txt"))
    known = [found for found in sources if found is not None]
    return [name for found in known for name in found] if known else None


def _of_pyproject(folder: Path) -> list[str] | None:
    import tomllib

    try:
        document: dict[str, Any] = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
        project = document.get("project", {}).get("dependencies")
        poetry = document.get("tool", {}).get("poetry", {}).get("dependencies")
    except (OSError, ValueError, AttributeError, RecursionError):
        return None
    if isinstance(project, list):
        return _names(project)
    if isinstance(poetry, dict):
        return [name for name, how in poetry.items() if not (isinstance(how, dict) and how.get("optional"))]
    return None


def _of_setup(folder: Path) -> list[str] | None:
    path = folder / "setup.cfg"
    if not os.path.exists(path):
        return None
    from configparser import ConfigParser  # slow to import, and rarely needed
    from configparser import Error as ConfigParserError

    parser = ConfigParser(interpolation=None)
    try:
        parser.read(path, encoding="utf-8")
        needed = parser.get("options", "install_requires", fallback=None)
    except (OSError, ValueError, ConfigParserError):
        return None
    return None if needed is None else _names(needed.splitlines())


def _of_file(path: Path) -> list[str] | None:
    try:
        return _names(path.read_text(encoding="utf-8").splitlines())
    except (OSError, ValueError):
        return None


def _names(requirements: Iterable[object]) -> list[str]:
    """`httpx[http2]>=0.27; python_version > "3"` is httpx; lines that name no package are left out."""
    texts = (one.strip() for one in requirements if isinstance(one, str))
    return [found[0] for text in texts if (found := _NAME.match(text))]
