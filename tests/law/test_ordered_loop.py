"""The loop of the law finds what may go wrong, and all orders of what may not."""

from __future__ import annotations

import sys
from textwrap import dedent

import pytest

from tests.law.ordered_loop import DEADLOCK, RandomChoices, all_outcomes, outcome, some_outcomes

SEEDS = range(60)


def program(text: str) -> str:
    return "import asyncio\nimport socket\nimport threading\nimport time\n" + dedent(text)


COUNTED_IN_A_THREAD = program("""
    COUNT = 0

    def add():
        global COUNT
        seen = COUNT
        COUNT = seen + 1

    async def main():
        await asyncio.gather(asyncio.to_thread(add), asyncio.to_thread(add))
        return COUNT
""")


def test_all_orders_of_two_tasks_are_tried() -> None:
    text = program("""
        async def main():
            said = []
            async def say(word):
                said.append(word)
                await asyncio.sleep(1)
                said.append(word.upper())
            await asyncio.gather(say("a"), say("b"))
            return "".join(said)
    """)
    assert all_outcomes(text, 1000) == {"'abAB'", "'abBA'", "'baAB'", "'baBA'", "'aAbB'", "'bBaA'"}
    assert some_outcomes(text, SEEDS) == all_outcomes(text, 1000)


def test_threads_switch_between_lines() -> None:
    assert some_outcomes(COUNTED_IN_A_THREAD, SEEDS) == {"1", "2"}


def test_a_lock_keeps_threads_apart() -> None:
    text = COUNTED_IN_A_THREAD.replace(
        "    seen = COUNT\n    COUNT = ", "    with L:\n        seen = COUNT\n        COUNT = "
    )
    text = text.replace("COUNT = 0", "COUNT = 0\nL = threading.Lock()", 1)
    assert some_outcomes(text, SEEDS) == {"2"}


def test_a_lock_held_over_an_await_is_a_deadlock() -> None:
    text = program("""
        L = threading.Lock()

        async def work():
            with L:
                await asyncio.sleep(1)

        async def main():
            await asyncio.gather(work(), work())
    """)
    assert DEADLOCK in all_outcomes(text, 1000)
    assert all_outcomes(text.replace("await asyncio.sleep(1)", "time.sleep(1)"), 1000) == {"None"}


def test_an_rlock_taken_again_in_a_thread_is_a_deadlock() -> None:
    text = program("""
        L = threading.RLock()

        def inner():
            with L:
                return 1

        async def main():
            with L:
                return CALL
    """)
    assert all_outcomes(text.replace("CALL", "inner()"), 1000) == {"1"}
    assert some_outcomes(text.replace("CALL", "await asyncio.to_thread(inner)"), SEEDS) == {DEADLOCK}


@pytest.mark.parametrize(
    ("raised", "seen"),
    [("KeyError(1)", "KeyError: 1"), ("StopIteration()", "RuntimeError: StopIteration cannot be raised into a Future")],
)
def test_an_exception_in_a_thread_comes_back(raised: str, seen: str) -> None:
    text = program(f"""
        def fail():
            raise {raised}

        async def main():
            await asyncio.to_thread(fail)
    """)
    assert some_outcomes(text, SEEDS) == {seen}


def test_the_same_seed_gives_the_same_order_and_leaves_the_tracer() -> None:
    before = sys.gettrace()
    first = [outcome(COUNTED_IN_A_THREAD, RandomChoices(seed)) for seed in SEEDS]
    assert first == [outcome(COUNTED_IN_A_THREAD, RandomChoices(seed)) for seed in SEEDS]
    assert sys.gettrace() is before


def test_too_many_orders_are_refused() -> None:
    text = program("""
        async def main():
            await asyncio.gather(*(asyncio.sleep(1) for _ in range(6)))
    """)
    with pytest.raises(ValueError, match="more than 50 orders"):
        all_outcomes(text, 50)
