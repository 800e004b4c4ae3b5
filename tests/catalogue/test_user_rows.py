"""Rows of the user's own."""

from __future__ import annotations

import tomllib

import pytest

from asyncfix.catalogue import Argument, Catalogue, Cost, Custom, Family, Severity, Threads
from asyncfix.catalogue.user_rows import parse


def read(toml: str) -> Custom:
    return parse(tomllib.loads(toml))


def test_a_name_with_a_family_is_a_row_of_high_severity() -> None:
    (row,) = read('"legacy.db.fetch" = "database"').rows
    assert (row.name, row.family, row.severity) == ("legacy.db.fetch", Family.DATABASE, Severity.HIGH)
    assert row.blocks


def test_a_table_says_what_a_row_says() -> None:
    (row,) = read(
        '"legacy.http.call" = { family = "http", severity = "medium", returns = "legacy.Reply", lazy = true,'
        ' cost = "short", note = "old", unless = ["wait@1=False|0", "timeout=0"], twin = "legacy.aio.call" }'
    ).rows
    assert row.severity is Severity.MEDIUM
    assert row.returns == "legacy.Reply"
    assert row.unless == (Argument("wait", 1, ("False", "0")), Argument("timeout", None, ("0",)))
    assert row.twin("legacy") == "legacy.aio.call"
    assert row.lazy
    assert row.cost is Cost.SHORT
    assert row.note == "old"


def test_a_factory_does_not_block_and_has_no_severity() -> None:
    (row,) = read('"legacy.connect" = { family = "http", blocks = false, returns = "legacy.Client" }').rows
    assert not row.stops
    assert row.severity is Severity.NONE


def test_what_blocks_at_each_step_does_not_block_when_it_is_called() -> None:
    (row,) = read('"legacy.rows" = { family = "database", steps = true }').rows
    assert not row.blocks
    assert row.stops


def test_a_name_with_threads_or_bases_is_a_type() -> None:
    custom = read('"legacy.Session" = { threads = "one", bases = ["sqlalchemy.orm.Session"] }')
    assert custom.rows == ()
    catalogue = Catalogue(custom.rows, custom.types)
    assert catalogue.threads("legacy.Session") is Threads.ONE
    commit = catalogue.row("legacy.Session.commit")
    assert commit is not None
    assert commit.name == "sqlalchemy.orm.Session.commit"


def test_the_class_of_a_method_becomes_a_type() -> None:
    custom = read('"legacy.Client.*" = "http"')
    catalogue = Catalogue(custom.rows, custom.types)
    row = catalogue.row("legacy.Client.anything")
    assert row is not None
    assert row.name == "legacy.Client.anything"
    assert catalogue.threads("legacy.Client") is None


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ('"a b" = "http"', "is no qualified name, such as `package.module.function`"),
        ('"a.b" = 3', "must be a family or a table"),
        ('"a.b" = "htp"', "`family` must be one of sleep, http,"),
        ('"a.b" = { family = "http", severty = "low" }', "has an unknown key `severty`; did you mean `severity`?"),
        ('"a.b" = { family = "http", colour = "red" }', "has an unknown key `colour`; the keys are `family`"),
        ('"a.b" = { family = "http", severity = "none" }', "`severity` must be high, medium or low, not 'none'"),
        ('"a.b" = { family = "http", blocks = "no" }', "`blocks` must be true or false, not 'no'"),
        (
            '"a.b" = { family = "http", unless = ["wait"] }',
            '`unless` must be a list of conditions such as "wait=False"',
        ),
        ('"a.b" = { returns = "a.C" }', "needs a `family`, or, for a class, `threads` or `bases`"),
        ('"a.B" = { threads = "one", returns = "a.C" }', "needs a `family` for what it says about calls"),
        ('"a.B" = { threads = "some" }', "`threads` must be one of any, one, bound, local, owner, not 'some'"),
    ],
)
def test_a_mistake_is_explained_and_gives_no_row(toml: str, complaint: str) -> None:
    custom = read(f'{toml}\n"fine.one" = "file"')
    assert [row.name for row in custom.rows] == ["fine.one"]
    assert custom.types == ()
    (mistake,) = custom.mistakes
    assert mistake.complaint.startswith(complaint)
    assert mistake.name in ("a b", "a.b", "a.B")
