"""The payment provider's HTTP API."""

import asyncio
import logging
import time

import requests

from app.settings import settings

logger = logging.getLogger(__name__)


class PaymentError(Exception):
    """The provider could not be reached."""


class PaymentDeclined(PaymentError):
    """The provider refused the charge."""


class PaymentGateway:
    def __init__(self, base_url: str, api_key: str, *, attempts: int = 4, backoff: float = 0.5) -> None:
        self.base_url = base_url
        self.attempts = attempts
        self.backoff = backoff
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {api_key}"

    async def charge(self, order_id: int, amount_cents: int) -> str:
        """Charges the customer's card and returns the provider's reference."""
        body = {"order": order_id, "amount": amount_cents, "currency": settings.currency}
        for attempt in range(self.attempts):
            try:
                response = self.session.post(
                    f"{self.base_url}/charges", json=body, timeout=settings.http_timeout
                )
                response.raise_for_status()
                return response.json()["reference"]
            except requests.HTTPError as error:
                if error.response.status_code < 500:
                    raise PaymentDeclined(error.response.json().get("reason", "declined")) from error
                logger.warning("charging order %s: %s", order_id, error)
            except requests.RequestException as error:
                logger.warning("charging order %s: %s", order_id, error)

            # 0.5 s, 1 s, 2 s ... and a little that differs, so that not all orders come back at once.
            time.sleep(self.backoff * 2**attempt + (order_id % 10) * 0.001)
        raise PaymentError(f"no answer after {self.attempts} attempts")

    async def wait_until_settled(self, reference: str, timeout: float = 10.0) -> bool:
        """Asks the provider until the charge is settled."""
        loop = asyncio.get_event_loop()
        deadline = loop.time() + timeout
        while loop.time() < deadline:
            response = self.session.get(f"{self.base_url}/charges/{reference}", timeout=settings.http_timeout)
            if response.ok and response.json()["state"] == "settled":
                return True
            time.sleep(settings.poll_interval)
        return False

    async def refund(self, reference: str) -> None:
        response = self.session.post(f"{self.base_url}/refunds", data={"reference": reference})
        if response.status_code == 429:
            time.sleep(float(response.headers.get("Retry-After", 1)))
            response = self.session.post(f"{self.base_url}/refunds", data={"reference": reference})
        if not response.ok:
            raise PaymentError(f"refund of {reference} failed: {response.status_code} {response.reason}")
