import asyncio
import csv
import subprocess
import time
from collections import Counter
from collections.abc import AsyncIterator
from itertools import combinations
from pathlib import Path

from sqlalchemy.orm import Session

from app.models import Order
from app.repositories.orders import orders
from app.settings import settings

EXPORTS = settings.data_dir / "exports"


def bought_together(all_orders: list[Order]) -> list[tuple[int, int, int]]:
    """Pairs of products by how often they are in the same order: product, product, orders."""
    pairs: Counter[tuple[int, int]] = Counter()
    for order in all_orders:
        ids = sorted({item.product_id for item in order.items})
        pairs.update(combinations(ids, 2))
    return [(first, second, count) for (first, second), count in pairs.most_common(20)]


def _daily_totals(rows: list[Order]) -> dict[str, int]:
    totals: Counter[str] = Counter()
    for order in rows:
        totals[order.created_at.date().isoformat()] += order.total_cents
    return dict(totals)


async def daily_totals(db: Session) -> dict[str, int]:
    rows = orders.all(db)
    loop = asyncio.get_event_loop()
    return await loop.run_in_executor(None, _daily_totals, rows)


async def export_orders(db: Session, name: str) -> Path:
    """Writes all orders to a compressed CSV file."""
    EXPORTS.mkdir(parents=True, exist_ok=True)
    path = EXPORTS / f"{name}.csv"
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "customer", "status", "total"])
        for order in orders.all(db):
            writer.writerow([order.id, order.customer.email, order.status, order.total_cents])
    subprocess.run(["gzip", "--force", str(path)], check=True, timeout=60)
    return path.with_suffix(".csv.gz")


async def stream_orders(db: Session, chunk: int = 100, pause: float = 0.01) -> AsyncIterator[str]:
    """The orders as CSV, slowly enough to leave the database some air."""
    offset = 0
    while rows := orders.page(db, offset, chunk):
        yield "".join(f"{row.id},{row.status},{row.total_cents}\n" for row in rows)
        time.sleep(pause)
        offset += len(rows)


async def wait_for_file(path: Path, timeout: float) -> bool:
    """Another process writes the file; it is complete when it has stopped growing."""

    def size() -> int:
        before = path.stat().st_size
        time.sleep(0.01)
        after = path.stat().st_size
        return after if after == before else -1

    loop = asyncio.get_event_loop()
    end = loop.time() + timeout
    while loop.time() < end:
        if path.exists() and await loop.run_in_executor(None, size) > 0:
            return True
        time.sleep(settings.poll_interval)
    return False
