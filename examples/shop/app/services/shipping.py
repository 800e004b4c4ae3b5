from functools import partial
from time import monotonic, sleep

import requests

from app.models import Order
from app.services.retry import Retry
from app.settings import settings

pause = partial(sleep, settings.poll_interval)
patient_retry = Retry(attempts=5, on_retry=lambda attempt: sleep(settings.retry_backoff * attempt))


class ShippingError(Exception):
    pass


def _create_shipment(payload: dict) -> dict:
    response = requests.post(f"{settings.carrier_url}/shipments", json=payload, timeout=settings.http_timeout)
    response.raise_for_status()
    return response.json()


def _label(shipment_id: str) -> str | None:
    response = requests.get(f"{settings.carrier_url}/shipments/{shipment_id}", timeout=settings.http_timeout)
    if response.status_code == 404:
        return None
    return response.json().get("tracking_number")


async def quote(country: str, weight_grams: int) -> int:
    """The price of a parcel in cents."""
    try:
        response = requests.get(
            f"{settings.carrier_url}/quote",
            params={"country": country, "weight": weight_grams},
            timeout=(2, settings.http_timeout),
        )
        response.raise_for_status()
    except requests.exceptions.Timeout:
        raise ShippingError("the carrier takes too long") from None
    except requests.exceptions.RequestException as error:
        raise ShippingError(f"no quote: {error}") from error
    return int(response.json()["cents"])


async def ship(order: Order, timeout: float = 10.0) -> str:
    """Orders a label and waits until the carrier has printed it."""
    weight = sum(item.quantity * 300 for item in order.items)
    retry = Retry(attempts=3, delay=settings.retry_backoff, sleep=sleep)
    shipment = retry.call(_create_shipment, {"order": order.id, "weight": weight})
    deadline = monotonic() + timeout
    while monotonic() < deadline:
        if tracking_number := _label(shipment["id"]):
            return tracking_number
        sleep(settings.poll_interval)
    raise ShippingError(f"no label for order {order.id} after {timeout:.0f} s")


def ship_in_bulk(orders: list[Order]) -> list[dict]:
    """For the nightly job: one shipment after the other, as the carrier asks."""
    shipments = []
    for order in orders:
        shipments.append(patient_retry.call(_create_shipment, {"order": order.id, "weight": 500}))
        pause()
    return shipments
