"""The page of a recipe is made of its docstring and its golden cases, and of nothing else."""

from __future__ import annotations

from pathlib import Path

from asyncfix.authoring.recipe_docs import page
from asyncfix.recipe import Recipe

RECIPE = Recipe(
    name="own-nap",
    calls=["naps.nap"],
    pattern="power< any* >",
    rewrite="x",
    codes=["NAP1"],
    summary="Nap.",
    description="Why.",
)


def case(folder: Path, name: str, **files: str) -> None:
    (folder / name).mkdir(parents=True)
    for file, text in files.items():
        (folder / name / file.replace("_", ".")).write_text(text)


def test_cases_are_shown_by_what_they_prove(tmp_path: Path) -> None:
    case(tmp_path, "a_nap", before_py="nap()\n", after_py="await nap()\n", report_txt="1:1 own-nap safe: x\n")
    case(
        tmp_path,
        "a_risk",
        before_py="nap(1)\n",
        unsafe_py="anap(1)\n",
        report_txt="1:1 own-nap review: it <may> fail\n",
    )
    case(tmp_path, "a_lambda_stays", before_py="lambda: nap()\n", report_txt="1:9 own-nap skip: in a lambda | there\n")
    case(tmp_path, "a_comment", before_py="nap()  # noqa\n", report_txt="1:1 own-nap suppressed: noqa (line 1)\n")
    case(tmp_path, "another_nap", before_py="x.nap()\n", report_txt="")
    assert page(RECIPE, tmp_path) == PAGE


def test_a_recipe_without_cases_has_a_page_and_odd_code_is_not_shown(tmp_path: Path) -> None:
    assert "0 golden cases" in page(RECIPE, tmp_path / "none")
    case(tmp_path, "latin", before_py="", after_py="")
    (tmp_path / "latin" / "before.py").write_bytes(b"# \xff\r\nnap('\x1b[31m')\n")
    text = page(RECIPE, tmp_path)
    assert "- Latin\n" in text
    assert "\x1b" not in text


PAGE = """# own-nap

Nap.

Why.

Looks at calls of: `naps.nap`.
Lint codes whose `# noqa` silences it: NAP1.

## What it does

A nap:

```diff
-nap()
+await nap()
```

## What it offers for review

A risk:

```diff
-nap(1)
+anap(1)
```

- it &lt;may> fail

## What it leaves alone

| case | said |
|---|---|
| A comment | a comment silences it |
| A lambda stays | in a lambda \\| there |
| Another nap | nothing: there is nothing to report |

## All cases

5 golden cases hold it to this; each is a folder in `golden/`, named for what it proves.

- A comment
- A lambda stays
- A nap
- A risk
- Another nap
"""
