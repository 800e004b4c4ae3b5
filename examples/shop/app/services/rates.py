"""Exchange rates, fetched once an hour."""

import logging
import time

import requests

from app.settings import settings

logger = logging.getLogger(__name__)

MAX_AGE = 3600

_rates: dict[str, float] = {}
_fetched_at = 0.0


async def convert(cents: int, currency: str) -> int:
    if currency == settings.currency:
        return cents
    rates = await current_rates()
    if currency not in rates:
        raise KeyError(currency)
    return round(cents * rates[currency])


async def current_rates() -> dict[str, float]:
    global _rates, _fetched_at
    if _rates and time.monotonic() - _fetched_at < MAX_AGE:
        return _rates
    delays = [0.0, settings.retry_backoff, settings.retry_backoff * 4]
    for number, delay in enumerate(delays, start=1):
        time.sleep(delay)
        try:
            with requests.get(settings.rates_url, params={"base": settings.currency}, timeout=3) as response:
                response.raise_for_status()
                _rates = response.json()["rates"]
                _fetched_at = time.monotonic()
                return _rates
        except (requests.ConnectionError, requests.Timeout) as error:
            logger.warning("exchange rates, attempt %d of %d: %s", number, len(delays), error)
        except requests.HTTPError as error:
            logger.error("exchange rates: %s", error)
            break
    return _rates  # old ones are better than none
