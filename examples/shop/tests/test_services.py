import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.db import SessionLocal
from app.models import Order, Product
from app.services import audit, jobs, shipping
from app.services.flags import FlagStore
from app.services.notifications import Mailer
from app.services.ratelimit import RateLimiter
from app.services.retry import Retry
from app.tasks.maintenance import purge_exports
from app.tasks.worker import Worker

SHOP = Path(__file__).parent.parent


@pytest.mark.anyio
async def test_the_rate_limiter_spaces_calls_of_one_key():
    limiter = RateLimiter(rate=100)
    assert await limiter.acquire("a") == 0
    started = time.monotonic()
    for _ in range(3):
        await limiter.acquire("a")
    await limiter.acquire("b")
    assert time.monotonic() - started >= 0.02


def test_retry_waits_longer_each_time_and_gives_up():
    waits: list[float] = []
    attempts: list[int] = []

    def fails() -> None:
        raise OSError("no")

    with pytest.raises(OSError, match="no"):
        Retry(3, 0.1, sleep=waits.append, on_retry=attempts.append).call(fails)
    assert (waits, attempts) == ([0.1, 0.2], [1, 2])


@pytest.mark.anyio
async def test_a_parcel_has_a_price_where_the_carrier_goes(provider):
    assert await shipping.quote("DE", 500) == 490
    with pytest.raises(shipping.ShippingError, match="no quote"):
        await shipping.quote("XX", 500)


def test_the_nightly_job_ships_one_order_after_the_other(provider):
    assert shipping.ship_in_bulk([Order(id=7), Order(id=8)]) == [{"id": "sh-7"}, {"id": "sh-8"}]


@pytest.mark.anyio
async def test_flags_are_read_again_and_again(tmp_path):
    store = FlagStore(str(tmp_path / "flags.db"))
    assert not await store.is_on("beta")
    store.set("beta", "on")
    task = await store.start(["beta"])
    await asyncio.sleep(0.05)
    assert store.cached == {"beta": "on"}
    task.cancel()
    await asyncio.sleep(0.05)
    assert store.cached == {}


@pytest.mark.anyio
async def test_an_approval_is_given_or_times_out():
    silent = audit.Approval(1)
    assert await audit.ask(silent, seconds=0.01)
    refused = audit.Approval(2)
    asyncio.get_running_loop().call_soon(refused.give, False)
    assert not await audit.ask(refused, seconds=5)


@pytest.mark.anyio
async def test_a_broadcast_respects_the_pause_of_the_relay(tmp_path):
    mailer = Mailer(tmp_path / "outbox", pause=0.01)
    started = time.monotonic()
    assert await mailer.broadcast(["a@example.com", "b@example.com"], "Hello") == 2
    assert time.monotonic() - started >= 0.02


@pytest.mark.anyio
async def test_a_job_that_nobody_works_on_is_returned_as_it_is():
    number = jobs.enqueue("export")
    job = await jobs.wait_for(number, timeout=0.03)
    assert job is not None
    assert job.status == "waiting"
    assert await jobs.wait_for(number + 1, timeout=0.03) is None


def test_the_worker_works_off_the_queue():
    numbers = [jobs.enqueue(name) for name in ("export", "heartbeat", "nonsense")]
    assert asyncio.run(Worker(drain=True).run()) == 3
    done = [jobs.get(number) for number in numbers]
    assert [job.status for job in done if job] == ["done", "done", "failed"]
    assert [job.result for job in done if job] == [
        f"job-{numbers[0]}.csv.gz",
        "3 beats",
        "there is no job nonsense",
    ]


def test_the_worker_is_a_program():
    jobs.enqueue("heartbeat")
    command = [sys.executable, "-m", "app.tasks.worker", "--drain"]
    result = subprocess.run(command, cwd=SHOP, capture_output=True, text=True, timeout=60)
    assert result.stdout == "1 jobs\n", result.stderr


def test_products_are_imported_from_a_file(tmp_path):
    path = tmp_path / "products.csv"
    path.write_text("sku,name,price_cents\nmilk,Milk jug,1500\nsugar,Sugar bowl,1200\n")
    command = [sys.executable, "-m", "scripts.import_products", str(path)]
    result = subprocess.run(command, cwd=SHOP, capture_output=True, text=True, timeout=60)
    assert result.stdout == "2 products\n", result.stderr
    with SessionLocal() as db:
        assert {product.sku for product in db.query(Product)} == {"cup", "tea", "milk", "sugar"}


def test_old_exports_are_removed(data_dir):
    folder = data_dir / "exports"
    folder.mkdir(exist_ok=True)
    for number in range(3):
        (folder / f"{number}.csv.gz").write_text("")
    purge_exports(keep=1)
    assert len(list(folder.iterdir())) == 1
