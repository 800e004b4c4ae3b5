import os
import tempfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.provider import Provider

fake = Provider()

os.environ.update(
    SHOP_DATA_DIR=tempfile.mkdtemp(prefix="shop-"),
    SHOP_PAYMENTS_URL=f"{fake.url}/payments",
    SHOP_CARRIER_URL=f"{fake.url}/carrier",
    SHOP_RATES_URL=f"{fake.url}/rates",
    SHOP_RETRY_BACKOFF="0.01",
    SHOP_POLL_INTERVAL="0.01",
    SHOP_ORDERS_PER_SECOND="50",
    SHOP_PASSWORD_ROUNDS="1000",
    NO_PROXY="127.0.0.1",
)

from app.db import Base, SessionLocal, engine  # noqa: E402
from app.dependencies import order_limit  # noqa: E402
from app.main import app  # noqa: E402
from app.models import Customer, Product  # noqa: E402
from app.settings import settings  # noqa: E402


@pytest.fixture(autouse=True)
def database():
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)
    for path in settings.data_dir.rglob("*"):
        if path.is_file() and path.name not in ("shop.db", "shop.log"):
            path.unlink()
    order_limit.forget()
    with SessionLocal() as db:
        db.add(Customer(id=1, email="ada@example.com", salt="s", password_hash="x"))
        db.add(Product(id=1, sku="cup", name="Cup", price_cents=900, stock=10))
        db.add(Product(id=2, sku="tea", name="Green tea", price_cents=1250, stock=3))
        db.commit()


@pytest.fixture
def provider() -> Provider:
    fake.reset()
    return fake


@pytest.fixture
def client():
    with TestClient(app) as client:
        yield client


@pytest.fixture
def data_dir() -> Path:
    return settings.data_dir


@pytest.fixture
def order(client, provider):
    """Places an order of the customer 1."""

    def place(*items: tuple[int, int], expected: int = 201):
        body = {"items": [{"product_id": product, "quantity": quantity} for product, quantity in items]}
        response = client.post("/orders", json=body, headers={"X-Customer-Id": "1"})
        assert response.status_code == expected, response.text
        return response.json()

    return place


@pytest.fixture
def anyio_backend():
    return "asyncio"
