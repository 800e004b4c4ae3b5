"""Small chores: background tasks of requests, and what happens at start-up."""

import logging
import time

from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.db import engine
from app.services.reports import EXPORTS
from app.settings import settings

logger = logging.getLogger(__name__)


def wait_for_database(attempts: int = 10) -> None:
    """Containers start in any order."""
    for attempt in range(attempts):
        try:
            with engine.connect() as connection:
                connection.execute(text("SELECT 1"))
            return
        except OperationalError:
            logger.info("the database is not there yet (%d of %d)", attempt + 1, attempts)
            time.sleep(settings.poll_interval)
    raise RuntimeError("no database")


async def warm_up() -> None:
    """Gives the other containers a moment before the first request comes."""
    from time import sleep

    from app.repositories.products import products

    sleep(min(settings.poll_interval, 0.2))
    logger.info("%d products", len(products.names()))


def purge_exports(keep: int) -> None:
    files = sorted(EXPORTS.glob("*.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[keep:]:
        path.unlink(missing_ok=True)
        time.sleep(0.05)  # the folder is on a network drive


async def note_sale(order_id: int, cents: int) -> None:
    with open(settings.data_dir / "sales.csv", "a") as file:
        file.write(f"{order_id},{cents}\n")
