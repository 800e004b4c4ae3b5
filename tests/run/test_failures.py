"""A mistake of asyncfix's own in one file is told, and the others are still judged."""

from __future__ import annotations

from pathlib import Path

from asyncfix.matching import Pattern
from asyncfix.recipe import Recipe
from asyncfix.run.prefilter import Prefilter
from asyncfix.run.scan import Job, scan

SLEEPS = "import time\n\n\nasync def f():\n    time.sleep({})\n"


class Failing(Recipe):
    """A recipe that goes wrong where no recipe can: inside asyncfix."""

    def compiled(self) -> Pattern:
        raise ZeroDivisionError("by zero")


def _recipe(kind: type[Recipe], name: str, call: str) -> Recipe:
    return kind(name=name, calls=[call], pattern="power< any+ trailer< '(' any ')' > >", rewrite="await nap(1)")


def test_a_mistake_in_one_file_is_reported_with_its_place_and_the_other_files_are_judged(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_text(SLEEPS.format(1))
    bad.write_text("import os\n\n\nasync def f():\n    os.nap(1)\n")
    recipes = (_recipe(Failing, "failing", "os.nap"), _recipe(Recipe, "working", "time.sleep"))
    job = Job(recipes, frozenset())
    verdicts = {v.path: v.report for v in scan([(str(bad), ""), (str(good), "")], job, 1, lambda count: None)}
    failed, judged = verdicts[str(bad)], verdicts[str(good)]
    assert failed is not None
    assert "ZeroDivisionError: by zero at test_failures.py:" in failed.failure
    assert judged is not None
    assert len(judged.findings) == 1


def test_the_recipes_of_this_file_are_looked_for() -> None:
    assert Prefilter([_recipe(Failing, "failing", "os.nap")]).may_matter(b"import os\nasync def f(): os.nap(1)\n")
