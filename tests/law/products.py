"""Small programs as products: what blocks, who shares what, what is done around, who suspends, which lock."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

HEAD = """\
import asyncio
import contextvars
import socket
import threading
import time

GATE = threading.Lock()
AGAIN = threading.RLock()
TURN = asyncio.Lock()
OWN = threading.local()
WHO = contextvars.ContextVar("WHO", default="")
COUNT = 0
TABLE = {"n": 0}
NESTED = {"k": {"n": 0}}


class Box:
    n = 0


BOX = Box()


def box():
    return BOX


def look():
    time.sleep(1)
    return socket.gethostbyname("a")
"""

SHARED = {
    "local": ("mine", "mine = {value}"),
    "parameter": ("given.n", "given.n = {value}"),
    "global": ("COUNT", "COUNT = {value}"),
    "alias": ("same.n", "same.n = {value}"),
    "class attribute": ("Box.n", "Box.n = {value}"),
    "element": ('TABLE["n"]', 'TABLE["n"] = {value}'),
    "element of an element": ('NESTED["k"]["n"]', 'NESTED["k"]["n"] = {value}'),
    "getter": ("box().n", "box().n = {value}"),
    "getattr": ('getattr(BOX, "n")', 'setattr(BOX, "n", {value})'),
    "globals": ('globals()["COUNT"]', 'globals()["COUNT"] = {value}'),
    "closure": ("outer", "outer = {value}"),
}
"""How it is read, and how it is written."""

REGIONS = {
    "sleep": ["time.sleep(1)"],
    "call": ['host = socket.gethostbyname("a")'],
    "helper": ["host = look()"],
    "loop": ['for name in ("a", "b"):', "    host = socket.gethostbyname(name)"],
    "handler": ["try:", '    host = socket.gethostbyname("a")', "except OSError:", '    host = "none"'],
}

AROUND = {
    "nothing": ["{region}", "{write}"],
    "read and write": ["seen = {read}", "{region}", "{write_seen}"],
    "check then act": ["if {read} == 0:", "    {region}", "    {write}"],
    "two reads": ["{write}", "first = {read}", "{region}", "second = {read}", "same_value = first == second"],
    "iterate": ["for key in TABLE:", "    {region}", "TABLE[who] = 1", "{write}"],
    "write in the region": ["{region}", "seen = {read}", "{region}", "{write_seen}"],
}

LOCKS = {
    "none": ["{body}"],
    "a lock": ["with GATE:", "    {body}"],
    "a lock that may be taken again": ["with AGAIN:", "    with AGAIN:", "        {body}"],
    "a lock taken by hand": ["GATE.acquire()", "try:", "    {body}", "finally:", "    GATE.release()"],
    "a lock of asyncio": ["async with TURN:", "    {body}"],
    "state of the thread": ["OWN.who = who", "{body}", "who = OWN.who"],
    "state of the context": ["WHO.set(who)", "{body}", "who = WHO.get()"],
}

SUSPENDS = {
    "never": ["{body}"],
    "before": ["await asyncio.sleep(0)", "{body}"],
    "after": ["{body}", "await asyncio.sleep(0)"],
}

CALLERS = {
    "awaits": ["return await work(who, given)"],
    "reads and writes": ["seen = BOX.n", "answer = await work(who, given)", "BOX.n = seen + 1", "return answer"],
    "holds a lock": ["with GATE:", "    return await work(who, given)"],
    "": [],
}


@dataclass(frozen=True)
class Product:
    """One choice of each."""

    region: str
    shared: str
    around: str
    suspends: str
    lock: str
    caller: str

    def text(self) -> str:
        """The program; its `main` gives the answers and the state at the end."""
        read, write = SHARED[self.shared]
        body = _filled(AROUND[self.around], "{region}", REGIONS[self.region])
        body = [
            line.replace("{read}", read)
            .replace("{write_seen}", write.replace("{value}", "seen + 1"))
            .replace("{write}", write.replace("{value}", f"{read} + 1"))
            for line in body
        ]
        body = _filled(LOCKS[self.lock], "{body}", body)
        body = _filled(SUSPENDS[self.suspends], "{body}", body)
        first = {"global": "global COUNT", "alias": "same = BOX", "local": "mine = 0", "closure": "nonlocal outer"}
        work = [first.get(self.shared, "first = second = 0"), 'same_value, host = True, ""', *body]
        work = ["async def work(who, given):", *_inner([*work, "return who, same_value, host"])]
        caller = ["async def caller(who, given):", *_inner(CALLERS[self.caller])] if self.caller else []
        start = "caller" if caller else "work"
        main = [
            f'answers = await asyncio.gather({start}("a", BOX), {start}("b", BOX), return_exceptions=True)',
            "answers = [repr(answer) for answer in answers]",
            "return answers, COUNT, BOX.n, Box.n, TABLE, NESTED",
        ]
        if self.shared == "closure":
            main = ["outer = 0", "", *work, "", *caller, "", *main[:2], f"{main[2]}, outer"]
            return "\n".join([HEAD, "", "async def main():", *_inner(main), ""])
        return "\n".join([HEAD, "", *work, "", "", *caller, "", "", "async def main():", *_inner(main), ""])


def _inner(lines: list[str]) -> list[str]:
    return [f"    {line}" if line else "" for line in lines]


def _filled(form: list[str], mark: str, body: list[str]) -> list[str]:
    lines: list[str] = []
    for line in form:
        if mark in line:
            indent = line[: line.index(mark)]
            lines += [indent + inner for inner in body]
        else:
            lines.append(line)
    return lines


def products() -> list[Product]:
    """All of them, in a fixed order."""
    choices = itertools.product(REGIONS, SHARED, AROUND, SUSPENDS, LOCKS, CALLERS)
    return [Product(*choice) for choice in choices]


def judged() -> list[Product]:
    """Those of the classes that hold."""
    return [one for one in products() if not (one.lock == FREE_LOCK and one.caller in TOGETHER)]


FREE_LOCK = "a lock of asyncio"
TOGETHER = ("reads and writes", "holds a lock")
"""A lock of asyncio that is free does not suspend who takes it, but counts as what does: a caller that relies on that
may be interrupted."""
