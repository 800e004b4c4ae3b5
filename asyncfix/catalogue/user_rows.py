"""Rows of the user's own, from a table of settings:

    [tool.asyncfix.catalogue]
    "legacy.db.fetch" = "database"
    "legacy.http.Client" = { threads = "any" }
    "legacy.http.connect" = { family = "http", blocks = false, returns = "legacy.http.Client" }
    "legacy.http.Client.call" = { family = "http", unless = ["wait@1=False"], twin = "legacy.aio.Client.call" }

A name with a family is a row, a name with `threads` or `bases` a type, and a name may be both. A condition of
`unless` is an argument's keyword, its position if it may be given by that, and the literals with which the call does
not block, separated by `|`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from asyncfix.catalogue.rows import Argument, Cost, Custom, Family, Mistake, Row, Severity, Threads, TypeRow


class _Fact(NamedTuple):
    expected: str
    read: Callable[[object], Any]  # None for what it does not take


_NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*(\.\*)?")
_CONDITION = re.compile(r"(?P<name>[^\W\d]\w*)(@(?P<position>\d+))?=(?P<values>.+)")


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _name(value: object) -> str | None:
    return value if isinstance(value, str) and _NAME.fullmatch(value) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _family(value: object) -> Family | None:
    return next((family for family in Family if family == value), None)


def _severity(value: object) -> Severity | None:
    return next((severity for severity in Severity if severity == value and severity is not Severity.NONE), None)


def _cost(value: object) -> Cost | None:
    return next((cost for cost in Cost if cost == value), None)


def _threads(value: object) -> Threads | None:
    return next((threads for threads in Threads if threads == value), None)


def _names(value: object) -> tuple[str, ...] | None:
    return tuple(value) if isinstance(value, list) and all(map(_name, value)) else None


def _conditions(value: object) -> tuple[Argument, ...] | None:
    if not isinstance(value, list):
        return None
    found = [_CONDITION.fullmatch(item) if isinstance(item, str) else None for item in value]
    return (
        tuple(
            Argument(
                match["name"], int(match["position"]) if match["position"] else None, tuple(match["values"].split("|"))
            )
            for match in found
            if match is not None
        )
        if all(found)
        else None
    )


_FACTS = {
    "family": _Fact(f"one of {', '.join(Family)}", _family),
    "severity": _Fact("high, medium or low", _severity),
    "cost": _Fact("trivial, short or long", _cost),
    "blocks": _Fact("true or false", _flag),
    "steps": _Fact("true or false", _flag),
    "lazy": _Fact("true or false", _flag),
    "returns": _Fact("the qualified name of a type", _name),
    "yields": _Fact("the qualified name of a type", _name),
    "twin": _Fact("the qualified name of a function", _name),
    "unless": _Fact('a list of conditions such as "wait=False" or "timeout@1=0"', _conditions),
    "note": _Fact("a text", _text),
    "threads": _Fact(f"one of {', '.join(Threads)}", _threads),
    "bases": _Fact("a list of qualified names", _names),
}
_OF_TYPES = {"threads", "bases"}


def parse(table: Mapping[str, object]) -> Custom:
    """The rows and types of a table. A name with a mistake gives neither."""
    rows: dict[str, Row] = {}
    types: dict[str, TypeRow] = {}
    mistakes: list[Mistake] = []
    for name, value in table.items():
        facts = {"family": value} if isinstance(value, str) else value
        complaints = list(_complaints(name, facts))
        if complaints or not isinstance(facts, dict):
            mistakes.extend(Mistake(name, complaint) for complaint in complaints)
            continue
        read = {key: _FACTS[key].read(fact) for key, fact in facts.items()}
        if "family" in read:
            rows[name] = _row(name, read)
        if _OF_TYPES & set(read):
            types[name] = TypeRow(name, read.get("threads"), read.get("bases", ()))
    for name in rows:
        owner = name.rpartition(".")[0]
        if owner.rpartition(".")[2][:1].isupper() or name.endswith(".*"):
            types.setdefault(owner, TypeRow(owner))
    return Custom(tuple(rows.values()), tuple(types.values()), tuple(mistakes))


def _complaints(name: str, facts: object) -> list[str]:
    found = []
    if not _name(name):
        found.append("is no qualified name, such as `package.module.function`")
    if not isinstance(facts, dict):
        return [*found, "must be a family or a table"]
    for key, fact in facts.items():
        if key not in _FACTS:
            close = get_close_matches(key.lower(), _FACTS, n=1)
            hint = f"did you mean `{close[0]}`?" if close else f"the keys are {', '.join(f'`{one}`' for one in _FACTS)}"
            found.append(f"has an unknown key `{key}`; {hint}")
        elif _FACTS[key].read(fact) is None:
            found.append(f"`{key}` must be {_FACTS[key].expected}, not {fact!r}")
    if not {"family", *_OF_TYPES} & set(facts):
        found.append("needs a `family`, or, for a class, `threads` or `bases`")
    elif "family" not in facts and (set(facts) & set(_FACTS)) - _OF_TYPES:
        found.append("needs a `family` for what it says about calls")
    return found


def _row(name: str, read: Mapping[str, Any]) -> Row:
    blocks, steps = read.get("blocks", not read.get("steps", False)), read.get("steps", False)
    twin = read.get("twin")
    return Row(
        name,
        read["family"],
        read.get("severity", Severity.HIGH) if blocks or steps else Severity.NONE,
        twins=((twin.partition(".")[0], twin),) if twin else (),
        blocks=blocks,
        steps=steps,
        lazy=read.get("lazy", False),
        returns=read.get("returns", ""),
        yields=read.get("yields", ""),
        unless=read.get("unless", ()),
        note=read.get("note", ""),
        cost=read.get("cost"),
    )


_MEANS = {
    "family": "what it waits for",
    "severity": "how long it may stop the loop: high where nothing is said",
    "cost": "how long it usually takes: under 20 µs, up to 1 ms, or more, which it is where nothing is said",
    "blocks": "`false` where the call itself does not block",
    "steps": "each step of an iteration over the result blocks",
    "lazy": "the result may come back later to what it was called on",
    "returns": "the type of the result, whose methods may have rows",
    "yields": "the type of the elements of the result",
    "twin": "what does the same without blocking",
    "unless": "arguments with which it does not block",
    "note": "what a reader of a report should know",
    "threads": "of a class: which threads may use its objects",
    "bases": "of a class: those from which it has methods as well",
}


def documented() -> list[tuple[str, str, str]]:
    """Each key of a row, what it takes, and what that means."""
    return [(key, fact.expected, _MEANS[key]) for key, fact in _FACTS.items()]
