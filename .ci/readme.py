"""Write the generated parts of README.md: `python .ci/readme.py`; with --check, only say whether they are true.

The tables come from the recipes and the settings; the picture comes from a run over the example.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PICTURE = ROOT / "examples" / "run.svg"


def recipes_table() -> str:
    from asyncfix.catalogue import row_of
    from asyncfix.registry import load

    lines = ["| recipe | calls | what it does | lint codes |", "|---|---|---|---|"]
    for recipe in load(check=True):
        rows = [row for row in map(row_of, recipe.calls) if row is not None]
        codes = dict.fromkeys([*recipe.codes, *(code for row in rows for code in row.codes)])
        calls = ", ".join(f"`{call}`" for call in recipe.calls[:3])
        calls += f" and {len(recipe.calls) - 3} more" if len(recipe.calls) > 3 else ""
        lines.append(f"| `{recipe.name}` | {calls} | {recipe.summary} | {', '.join(codes)} |")
    return "\n".join(lines)


def settings_table() -> str:
    from asyncfix.config import documented

    lines = ["| key | takes | default | |", "|---|---|---|---|"]
    for one in documented():
        default = one.default if len(one.default) < 40 else "version control, caches, virtual environments, builds"
        shown = f"`{default}`" if default == one.default else default
        lines.append(f"| `{one.key}` | {one.takes} | {shown} | {one.doc} |")
    return "\n".join(lines)


def written(text: str) -> str:
    """The README with its generated parts made anew."""
    for name, table in (("recipes", recipes_table()), ("settings", settings_table())):
        pattern = re.compile(rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end -->)", re.DOTALL)
        text = pattern.sub(lambda match, table=table: f"{match[1]}{table}\n{match[2]}", text)
    return text


def draw() -> None:
    """The picture: the first changes of a run over the example application."""
    import io
    import os
    from dataclasses import replace

    from asyncfix.config import load as load_settings
    from asyncfix.decide import safe
    from asyncfix.run import Request, run
    from asyncfix.view import export_svg, open_console, print_report

    os.chdir(ROOT / "examples" / "shop" / "app" / "services")
    files = tuple(Path(name) for name in ("inventory.py", "rates.py", "notifications.py"))
    settings = load_settings(files).override(cache=False)
    result = run(Request(files, settings, safe))
    console = open_console(io.StringIO(), width=100, record=True)
    print_report(console, replace(result, elapsed=0.1))
    export_svg(console, PICTURE, f"asyncfix run {' '.join(map(str, files))}")


def main() -> int:
    text = README.read_text(encoding="utf-8")
    new = written(text)
    if "--check" in sys.argv:
        if new != text:
            print("README.md is not what .ci/readme.py writes: run it")
        return int(new != text)
    README.write_text(new, encoding="utf-8")
    draw()
    return 0


if __name__ == "__main__":
    sys.exit(main())
