"""The SARIF log."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given

from asyncfix.files.source import Source
from asyncfix.files.text_edits import apply_edits
from asyncfix.fixes import Fix
from asyncfix.report.model import FindingState, RuleInfo, RunOutcome, RunResult
from asyncfix.report.sarif import report
from tests.report.test_diff import edited
from tests.report.test_plain import hostile
from tests.support.builders import POLLER, finding, poller, result, run

SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
RULES = (
    RuleInfo("running-loop", "get_event_loop() where a loop runs."),
    RuleInfo("blocking-sleep", "time.sleep() on the event loop.", "Sleeping stops every task.", ("ASYNC251",)),
)


def log(of: RunResult, rules: tuple[RuleInfo, ...] = RULES) -> Any:
    """The log of a run, checked against the schema of the standard."""
    document = json.loads(report(of, rules))
    jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(document)
    for region in regions(document):
        assert region["startLine"] >= 1  # what the errata add to the schema
    return document


def regions(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        yield from (node[key] for key in ("region", "deletedRegion") if key in node)
        yield from (each for value in node.values() for each in regions(value))
    elif isinstance(node, list):
        yield from (each for value in node for each in regions(value))


def results(of: RunResult) -> list[Any]:
    found: list[Any] = log(of)["runs"][0]["results"]
    return found


def test_a_run_of_every_kind_is_valid() -> None:
    document = log(
        run(
            poller(),
            poller("b.py", made=FindingState.FIXED, written=True),
            replace(poller("c.py"), refused="is read-only"),
            unreadable=(("old.py", "is not utf-8"),),
            problems=("A recipe does not load.",),
            notes=("Settings from pyproject.toml.",),
        )
    )
    assert document["version"] == "2.1.0"
    assert document["runs"][0]["columnKind"] == "unicodeCodePoints"


def test_an_empty_run_is_valid() -> None:
    assert log(run(), ())["runs"][0]["results"] == []


def test_hostile_text_is_valid_and_stays_data() -> None:
    log(hostile())
    assert report(hostile(), RULES).replace("\n", "").isprintable()


def test_a_rule_says_what_it_finds_and_what_others_call_it() -> None:
    rules = log(run(poller()))["runs"][0]["tool"]["driver"]["rules"]
    assert rules[1] == {
        "id": "blocking-sleep",
        "shortDescription": {"text": "time.sleep() on the event loop."},
        "fullDescription": {"text": "Sleeping stops every task."},
        "help": {"text": "Sleeping stops every task. Other linters call it ASYNC251."},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["asyncio", "performance"], "codes": ["ASYNC251"]},
    }


def test_a_result_names_its_rule_and_its_place() -> None:
    found = results(run(poller()))[1]
    assert (found["ruleId"], found["ruleIndex"], found["level"]) == ("blocking-sleep", 1, "error")
    assert found["message"] == {"text": "time.sleep() stops the event loop"}
    (location,) = found["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "app/poller.py", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 18, "startColumn": 13, "endLine": 18, "endColumn": 35},
    }
    assert location["logicalLocations"] == [{"fullyQualifiedName": "Poller.run", "kind": "function"}]


def test_a_recipe_that_no_rule_describes_has_no_index() -> None:
    (found,) = results(
        run(result("a.py", POLLER, RunOutcome(finding(POLLER, "log", recipe="mine"), FindingState.SKIPPED)))
    )
    assert "ruleIndex" not in found


def test_the_level_follows_the_state() -> None:
    assert [each["level"] for each in results(run(poller()))] == ["warning", "error", "warning", "warning"]
    assert results(run(poller(made=FindingState.FIXED)))[1]["level"] == "note"


def test_a_suppressed_finding_carries_its_suppression() -> None:
    suppressed, *others = results(run(poller()))
    assert suppressed["suppressions"] == [{"kind": "inSource", "justification": "# asyncfix: skip"}]
    assert not any("suppressions" in other for other in others)


def test_a_skip_gives_its_reason() -> None:
    text = results(run(poller()))[3]["message"]["text"]
    assert text == "time.sleep() stops the event loop (inside a generator expression, which can't await)"


def test_a_fix_that_is_made_already_is_not_offered_again() -> None:
    assert "fixes" not in results(run(poller(made=FindingState.FIXED)))[1]


def test_a_fix_holds_its_imports_and_its_safety() -> None:
    (fix,) = results(run(poller()))[2]["fixes"]
    assert fix["properties"] == {
        "safety": "review",
        "hazards": ["Other tasks may change self.sensors while it waits."],
    }
    first, second = fix["artifactChanges"][0]["replacements"]
    assert first == {
        "deletedRegion": {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 1},
        "insertedContent": {"text": "import asyncio\n"},
    }
    assert second["insertedContent"] == {"text": "await asyncio.sleep(0.1)"}


@given(edited())
def test_the_replacements_make_the_fix(case: Any) -> None:
    text, edits = case[0] + "x", case[1]
    offered = Fix("blocking-sleep", "Fix", tuple(edits))
    if not edits:
        return
    (found,) = results(run(result("a.py", text, RunOutcome(finding(text, "x"), FindingState.FIXABLE, offered))))
    starts = Source(text.encode()).line_starts
    changed = text
    for each in reversed(found["fixes"][0]["artifactChanges"][0]["replacements"]):
        region = each["deletedRegion"]
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        changed = changed[:start] + each.get("insertedContent", {}).get("text", "") + changed[end:]
    assert changed == apply_edits(text, edits)


def test_a_fingerprint_survives_moved_lines_and_tells_twins_apart() -> None:
    def prints(text: str) -> list[str]:
        outcomes = [RunOutcome(finding(text, "time.sleep", nth=nth), FindingState.SKIPPED) for nth in (1, 2)]
        return [
            each["partialFingerprints"]["asyncfixFinding/v1"] for each in results(run(result("a", text, *outcomes)))
        ]

    assert prints(POLLER) == prints("# one more line\n\n" + POLLER)
    assert len(set(prints(POLLER))) == 2


@pytest.mark.parametrize("name", ["a b/ä#?%.py", "a:b.py", "new\nline.py", 'quo"te[1].py'])
def test_a_path_is_a_percent_encoded_relative_uri(name: str) -> None:
    location = results(run(poller(name)))[0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", location["uri"])
    assert unquote(location["uri"]) == name
    assert location["uriBaseId"] == "SRCROOT"


def test_an_absolute_path_is_a_file_uri() -> None:
    location = results(run(poller("/srv/app dir/x.py")))[0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "file:///srv/app%20dir/x.py"}


def test_a_path_of_undecodable_bytes_is_those_bytes() -> None:
    location = results(run(poller("\udcff.py")))[0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "%FF.py"


def test_what_went_wrong_is_a_notification() -> None:
    stale = replace(poller("stale.py"), source=lambda: Source(b"x = 1\n"))
    refused = replace(poller("refused.py"), refused="is read-only")
    document = log(run(stale, refused, unreadable=(("old.py", "is not utf-8"),), problems=("No such recipe: x.",)))
    (invocation,) = document["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [(each["level"], each["message"]["text"]) for each in invocation["toolExecutionNotifications"]] == [
        ("warning", "The file was not analysed: it is not utf-8"),
        ("warning", "The fixes are left out: the file has changed since it was analysed"),
        ("error", "The file was not written: is read-only"),
        ("error", "No such recipe: x."),
    ]
    assert log(run(unreadable=(("old.py", "is not utf-8"),)))["runs"][0]["invocations"][0]["executionSuccessful"]
