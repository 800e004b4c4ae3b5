"""Mails to customers. They are written to an outbox, from where the mail relay takes them."""

import logging
import time
from pathlib import Path

from app.models import Order
from app.services.retry import Retry
from app.settings import settings

logger = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent.parent / "templates"


def _load_template(name: str) -> str:
    with open(TEMPLATES / name, encoding="utf-8") as file:
        return file.read()


def render(name: str, **values: object) -> str:
    return _load_template(name).format(**values)


class Mailer:
    def __init__(self, outbox: Path, pause: float = 0.0) -> None:
        self.outbox = outbox
        self.pause = pause  # the relay accepts only so many files a second

    def _store(self, recipient: str, text: str) -> Path:
        self.outbox.mkdir(parents=True, exist_ok=True)
        path = self.outbox / f"{time.time_ns()}-{recipient}.txt"
        path.write_text(text, encoding="utf-8")
        return path

    async def order_confirmed(self, order: Order) -> Path:
        lines = [f"{item.quantity} x {item.product.name}" for item in order.items]
        text = render(
            "order_confirmed.txt", number=order.id, items="\n".join(lines), total=order.total_cents / 100
        )
        return self._store(order.customer.email, text)

    async def broadcast(self, recipients: list[str], subject: str) -> int:
        """Sends the same short mail to many customers."""
        retry = Retry(attempts=3, delay=0, on_retry=lambda attempt: time.sleep(self.pause * attempt))
        sent = 0
        for recipient in recipients:
            self.pause and time.sleep(self.pause)
            retry.call(self._store, recipient, render("broadcast.txt", subject=subject))
            sent += 1
            logger.info("broadcast %r: %d of %d", subject, sent, len(recipients))
        return sent


mailer = Mailer(settings.data_dir / "outbox", pause=0.001)
