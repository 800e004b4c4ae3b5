"""Programs that send a request with requests, and what they give before and after the fix."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from asyncfix.config.options import Options
from asyncfix.files.source import Source
from asyncfix.fixes import Safety
from asyncfix.loading.registry import load
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.fix_selection import everything
from asyncfix.rewrite.render import rendered

GOLDEN = Path(__file__).parent.parent.parent / "golden"
RECIPES = [recipe for recipe in load() if recipe.name == "blocking-requests"]


GENERAL = ("httpx writes some characters of a URL", "exceptions of httpx leave `run`", "exceptions of httpx meet `")
"""How the sentences begin that are told of any program here: its URL is a parameter, and nobody handles its errors."""


def _loopback() -> ModuleType:
    spec = importlib.util.spec_from_file_location("loopback", GOLDEN / "loopback.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["loopback"] = module
    spec.loader.exec_module(module)
    return module


LOOPBACK = _loopback()


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What becomes of a program."""

    text: str
    safety: Safety | None  # apart from what is said of all programs; None: it stays as it is
    reason: str  # why it stays, or what a reviewer is told


def rewritten(program: str, options: Options | None = None) -> Rewritten:
    """The program with all its fixes made."""
    source = Source(program.encode(), "program.py")
    report = analyse(source, RECIPES, options=options)
    fixes = [fix for finding in report.findings if (fix := everything(finding)) is not None]
    if not fixes:
        return Rewritten(program, None, "; ".join(finding.skip for finding in report.findings))
    hazards = "; ".join(hazard for fix in fixes for hazard in fix.hazards if not hazard.startswith(GENERAL))
    text = rendered(source, report, fixes).text
    return Rewritten(text, Safety.REVIEW if hazards else Safety.SAFE, hazards)


def outcome(program: str, server: Any, path: str, *arguments: Any) -> object:
    """What `run(url, ...)` of the program gives, and what the server was asked for it."""
    space: dict[str, Any] = {"__name__": "program"}
    exec(compile(program, "program.py", "exec"), space)
    asked = len(server.asked)
    url = path if "://" in path or not path.startswith("/") else server.url + path
    try:
        value: object = asyncio.run(space["run"](url, *arguments))
    except Exception as error:
        value = ["raises", _kind(error)]
    return server.shown([value, server.asked[asked:]])


def _kind(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return "a JSON error"
    module = type(error).__module__.partition(".")[0]
    return "an HTTP error" if module in ("requests", "httpx", "httpx2") else type(error).__name__
