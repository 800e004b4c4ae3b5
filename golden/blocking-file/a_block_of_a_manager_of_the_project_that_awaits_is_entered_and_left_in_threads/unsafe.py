from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import APIRouter
from fastapi.concurrency import contextmanager_in_threadpool

router = APIRouter()


class Missing(Exception):
    """Nothing to do."""


@contextmanager
def unit_of_work(journal: Path, name: str) -> Iterator[list[str]]:
    done: list[str] = []
    journal.write_text(f"{name} began")
    try:
        yield done
    except Missing:
        journal.write_text(f"{name} was left out")
    except BaseException as error:
        journal.write_text(f"{name} failed: {error!r} after {done}")
        raise
    else:
        journal.write_text(f"{name} did {done}")


@router.post("/orders/{name}")
async def order(name: str, journal: Path, charge: Callable[[str], Awaitable[str]]) -> str:
    async with contextmanager_in_threadpool(unit_of_work(journal, name)) as done:  # the journal comes first
        done.append("reserved")
        receipt = await charge(name)
        done.append("charged")
        return receipt
    return "nothing"


async def refund(names: list[str], journal: Path, charge: Callable[[str], Awaitable[str]]) -> None:
    for name in names:
        async with contextmanager_in_threadpool(unit_of_work(journal, name)): await charge(name)
        async with (
            contextmanager_in_threadpool(unit_of_work(journal, f"first {name}")) as first,
            contextmanager_in_threadpool(unit_of_work(journal.with_suffix(".log"), f"second {name}")),
        ):
            first.append(await charge(name))
            break
