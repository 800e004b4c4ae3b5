"""Write the generated documentation: `python .ci/readme.py`; with --check, only say whether it is true.

The tables of the README and the guide come from the program, the pages of the recipes from their docstrings and golden
cases; the picture comes from a run over the example.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from guide import replayed

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
GUIDE = ROOT / "recipes" / "README.md"
PICTURE = ROOT / "examples" / "run.svg"


def recipes_table() -> str:
    from asyncfix.loading.registry import lint_codes, load, subject

    lines = ["| recipe | calls | what it does | lint codes |", "|---|---|---|---|"]
    for recipe in load(check=True):
        calls = ", ".join(f"`{call}`" for call in recipe.calls[:3]) or subject(recipe)
        calls += f" and {len(recipe.calls) - 3} more" if len(recipe.calls) > 3 else ""
        lines.append(f"| `{recipe.name}` | {calls} | {recipe.summary} | {', '.join(lint_codes(recipe))} |")
    return "\n".join(lines)


def settings_table() -> str:
    from asyncfix.config.settings import documented

    lines = ["| key | takes | default | |", "|---|---|---|---|"]
    for one in documented():
        default = one.default if len(one.default) < 40 else "version control, caches, virtual environments, builds"
        shown = f"`{default}`" if default == one.default else default
        lines.append(f"| `{one.key}` | {one.takes} | {shown} | {one.doc} |")
    return "\n".join(lines)


def facts_table() -> str:
    """What a rewrite function may ask a call."""
    import inspect

    from asyncfix.recipe import Block, Call
    from asyncfix.recipe_facts import facts_of

    lines = ["| ask | what it says |", "|---|---|"]
    facts = {("call", name): member for name, member in facts_of(Call).items()}
    facts |= {("block", name): member for name, member in vars(Block).items() if not name.startswith("_")}
    for (owner, name), member in facts.items():
        function = member.fget if isinstance(member, property) else member
        signature = "" if isinstance(member, property) else _parameters(function)
        said = " ".join((inspect.getdoc(member) or f"{function.__annotations__['return']}.").split())
        lines.append(f"| `{owner}.{name}{signature}` | {said} |")
    return "\n".join(lines)


def rows_table() -> str:
    """The keys of a row of the user's own catalogue."""
    from asyncfix.catalogue.user_rows import documented

    return "\n".join(
        ["| key of a row | takes | |", "|---|---|---|", *(f"| `{k}` | {t} | {d} |" for k, t, d in documented())]
    )


def answers_table() -> str:
    from asyncfix.recipe import Change, Rewrite, Skip

    return _fields_table(Rewrite, Change, Skip)


def parts_table() -> str:
    from asyncfix.recipe import GivenArgument, Use, Value

    return _fields_table(Use, GivenArgument, Value)


def _fields_table(*classes: type) -> str:
    """The fields of data classes, with the comments behind them."""
    import inspect

    lines = ["| of | field | what it is |", "|---|---|---|"]
    for one in classes:
        for name, said in re.findall(r"^    (\w+): [^#\n]*(?:# (.*))?$", inspect.getsource(one), re.MULTILINE):
            lines.append(f"| `{one.__name__}` | `{name}` | {said.replace('|', chr(92) + '|')} |")
    return "\n".join(lines)


def _parameters(function: Callable[..., object]) -> str:
    names = list(function.__code__.co_varnames[1 : function.__code__.co_argcount])
    return f"({', '.join(names)})"


def pages() -> dict[Path, str]:
    """The page of each bundled recipe."""
    from asyncfix.authoring.recipe_docs import page
    from asyncfix.loading.registry import BUNDLED, load

    ours = [recipe for recipe in load(check=True) if recipe.pack == BUNDLED]
    return {Path(recipe.origin).with_suffix(".md"): page(recipe, ROOT / "golden" / recipe.name) for recipe in ours}


def documents() -> dict[Path, str]:
    """Every generated file, and every file with generated parts, as it has to be."""
    from tempfile import TemporaryDirectory

    guide = written(GUIDE.read_text(encoding="utf-8"))
    with TemporaryDirectory() as folder:
        guide = replayed(guide, Path(folder), ROOT)
    return {README: written(README.read_text(encoding="utf-8")), GUIDE: guide, **pages()}


def written(text: str) -> str:
    """A text with its generated parts made anew."""
    tables = (("recipes", recipes_table()), ("settings", settings_table()), ("facts", facts_table()))
    tables += (("rows", rows_table()), ("answers", answers_table()), ("parts", parts_table()))
    for name, table in tables:
        pattern = re.compile(rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end -->)", re.DOTALL)
        text = pattern.sub(lambda match, table=table: f"{match[1]}{table}\n{match[2]}", text)
    return text


def draw() -> None:
    """The picture: the first changes of a run over the example application."""
    import io
    import os
    from dataclasses import replace

    from asyncfix.config.settings import load as load_settings
    from asyncfix.rewrite.fix_selection import safe
    from asyncfix.run.run import RunRequest, run
    from asyncfix.terminal.report_view import export_svg, open_console, print_report

    os.chdir(ROOT / "examples" / "shop")
    files = tuple(Path("app/services", name) for name in ("inventory.py", "rates.py", "notifications.py"))
    settings = load_settings(files).override(cache=False)
    result = run(RunRequest(files, settings, safe))
    console = open_console(io.StringIO(), width=100, record=True)
    print_report(console, replace(result, elapsed=0.1))
    export_svg(console, PICTURE, f"asyncfix run {' '.join(map(str, files))}")


def main() -> int:
    found = documents()
    stale = [file for file, text in found.items() if not file.exists() or file.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for file in stale:
            print(f"{file.relative_to(ROOT)} is not what .ci/readme.py writes: run it")
        return int(bool(stale))
    for file in stale:
        file.write_text(found[file], encoding="utf-8")
    draw()
    return 0


if __name__ == "__main__":
    sys.exit(main())
