import asyncio
import gzip

import httpx
import pytest

from app.dependencies import flags
from app.main import app


def test_an_order_is_paid_and_confirmed(client, order, provider, data_dir):
    placed = order((1, 2), (2, 1))
    assert placed["status"] == "paid"
    assert placed["total_cents"] == 3050
    assert provider.seen("POST", "/payments/charges") == [
        {"order": placed["id"], "amount": 3050, "currency": "EUR"}
    ]
    (mail,) = (data_dir / "outbox").iterdir()
    assert mail.name.endswith("ada@example.com.txt")
    assert mail.read_text().endswith("2 x Cup\n1 x Green tea\n\nTotal: 30.50\n")
    assert (data_dir / "sales.csv").read_text() == f"{placed['id']},3050\n"
    assert client.get("/products/1").json()["stock"] == 8


def test_a_charge_is_tried_again_when_the_provider_fails(order, provider):
    provider.failures = 2
    assert order((1, 1))["status"] == "paid"
    assert len(provider.seen("POST", "/payments/charges")) == 3


def test_after_four_failures_the_stock_is_given_back(client, order, provider):
    provider.failures = 4
    assert order((1, 1), expected=402) == {"detail": "no answer after 4 attempts"}
    assert client.get("/products/1").json()["stock"] == 10


def test_a_declined_card_is_not_tried_again(order, provider):
    provider.declines = True
    assert order((1, 1), expected=402) == {"detail": "card expired"}
    assert len(provider.seen("POST", "/payments/charges")) == 1


def test_nobody_buys_more_than_there_is(order):
    assert order((2, 4), expected=409) == {"detail": "Green tea: only 3 left"}
    assert order((7, 1), expected=422) == {"detail": "unknown products: [7]"}


def test_large_orders_wait_for_an_approval(client, order):
    client.post("/products", json={"sku": "set", "name": "Tea set", "price_cents": 200_000, "stock": 1})
    flags.set("approve-large-orders", "on")
    flags.cached.clear()
    assert order((3, 1))["status"] == "paid"


def test_an_order_is_shipped_when_its_payment_is_settled(client, order, provider):
    placed = order((1, 1))
    shipped = client.post(f"/orders/{placed['id']}/ship", headers={"X-Customer-Id": "1"}).json()
    assert (shipped["status"], shipped["tracking_number"]) == ("shipped", "TRACK-1")
    assert provider.seen("POST", "/carrier/shipments") == [{"order": placed["id"], "weight": 300}]
    assert client.delete(f"/orders/{placed['id']}", headers={"X-Customer-Id": "1"}).status_code == 409


@pytest.mark.filterwarnings("ignore:coroutine")
def test_a_cancelled_order_is_refunded_also_when_the_provider_is_busy(client, order, provider):
    placed = order((1, 3))
    provider.busy = 1
    cancelled = client.delete(f"/orders/{placed['id']}", headers={"X-Customer-Id": "1"}).json()
    assert cancelled["status"] == "cancelled"
    assert provider.seen("POST", "/payments/refunds") == [{"reference": placed["payment_reference"]}] * 2
    assert client.get("/products/1").json()["stock"] == 10


def test_orders_are_seen_by_their_customer_only(client, order):
    placed = order((1, 1))
    assert client.get(f"/orders/{placed['id']}", headers={"X-Customer-Id": "1"}).json() == placed
    assert client.get(f"/orders/{placed['id']}", headers={"X-Customer-Id": "2"}).status_code == 401
    other = client.post("/customers", json={"email": "bob@example.com", "password": "correct horse"}).json()
    headers = {"X-Customer-Id": str(other["id"])}
    assert client.get(f"/orders/{placed['id']}", headers=headers).status_code == 404


def test_orders_are_streamed_and_exported(client, order):
    placed = [order((1, 1)) for _ in range(3)]
    rows = client.get("/admin/orders.csv").text.splitlines()
    assert rows == [f"{each['id']},paid,900" for each in placed]
    name = client.post("/admin/exports").json()["file"]
    from app.services.reports import EXPORTS

    lines = gzip.decompress((EXPORTS / name).read_bytes()).decode().splitlines()
    assert lines[1] == f"{placed[0]['id']},ada@example.com,paid,900"
    assert len(lines) == 4


def test_a_broadcast_reaches_every_customer(client, data_dir):
    client.post("/customers", json={"email": "bob@example.com", "password": "correct horse"})
    assert client.post("/admin/broadcast", params={"subject": "New cups"}).json() == {"sent": 2}
    texts = {path.read_text() for path in (data_dir / "outbox").iterdir()}
    assert texts == {"News from the shop: New cups\n"}


@pytest.mark.anyio
async def test_orders_that_come_together_share_the_stock(provider):
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
        body = {"items": [{"product_id": 2, "quantity": 1}]}
        headers = {"X-Customer-Id": "1"}
        answers = await asyncio.gather(
            *[client.post("/orders", json=body, headers=headers) for _ in range(3)]
        )
        assert [answer.status_code for answer in answers] == [201] * 3
        assert (await client.get("/products/2")).json()["stock"] == 0
        assert (await client.post("/orders", json=body, headers=headers)).status_code == 409
