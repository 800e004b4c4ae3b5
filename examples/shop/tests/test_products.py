import sqlite3
from datetime import UTC, datetime

import pytest

from app.services import rates


def test_products_are_listed_by_name(client):
    assert [product["name"] for product in client.get("/products").json()] == ["Cup", "Green tea"]


def test_products_are_found_by_a_part_of_their_name(client):
    assert [product["sku"] for product in client.get("/products", params={"q": "TEA"}).json()] == ["tea"]


def test_a_product_is_added_once(client):
    body = {"sku": "pot", "name": "Pot", "price_cents": 4900}
    response = client.post("/products", json=body)
    assert response.status_code == 201
    assert client.get(f"/products/{response.json()['id']}").json()["name"] == "Pot"
    assert client.post("/products", json=body).status_code == 409


def test_an_unknown_product_is_not_found(client):
    assert client.get("/products/99").status_code == 404
    assert client.get("/products/99/price").status_code == 404


def test_prices_are_converted_with_rates_that_are_fetched_once(client, provider):
    rates._rates = {}
    assert client.get("/products/1/price", params={"currency": "USD"}).json()["cents"] == 990
    assert client.get("/products/1/price", params={"currency": "CHF"}).json()["cents"] == 855
    assert client.get("/products/1/price").json()["cents"] == 900
    assert client.get("/products/1/price", params={"currency": "XXX"}).status_code == 422
    assert provider.seen("GET", "/rates") == [{"base": ["EUR"]}]


def test_products_that_are_bought_together(client, order):
    order((1, 1), (2, 1))
    order((1, 2))
    assert client.get("/products/together").json() == [{"products": ["Cup", "Green tea"], "orders": 1}]


def test_every_answer_names_its_request(client):
    response = client.get("/products", headers={"X-Request-Id": "abc"})
    assert response.headers["X-Request-Id"] == "abc"
    assert float(response.headers["X-Process-Time"]) >= 0


def test_customers_sign_up_once_and_log_in(client):
    body = {"email": "bob@example.com", "password": "correct horse"}
    assert client.post("/customers", json=body).status_code == 201
    assert client.post("/customers", json=body).status_code == 409
    assert client.post("/customers/login", json=body).json()["email"] == "bob@example.com"
    assert client.post("/customers/login", json={**body, "password": "wrong one"}).status_code == 401


def test_jobs_can_be_queued_from_outside(client):
    job = client.post("/admin/jobs/export").json()
    assert (job["name"], job["status"], job["payload"]) == ("export", "waiting", {"wanted_by": "admin"})
    assert client.post("/admin/jobs/export", params={"wait": 0.02}).json()["id"] == job["id"] + 1


def test_the_log_shows_its_last_lines(client):
    assert client.get("/admin/log", params={"lines": 1}).text == "2 products"


def test_the_shop_says_that_it_is_ready_and_which_version_it_is(client):
    assert client.get("/admin/ready").json() == {"ready": True}
    assert client.get("/admin/version").json()["version"]


@pytest.mark.parametrize("repeats", [1, 2])
def test_a_webhook_acts_once_on_every_event(client, order, data_dir, repeats):
    placed = order((1, 1))
    event = {"id": f"ev-{repeats}", "type": "refunded", "reference": placed["payment_reference"]}
    answers = [client.post("/webhooks/payments", json=event).json() for _ in range(repeats)]
    assert answers[0] == {"outcome": "refunded", "repeated": False}
    assert all(answer["repeated"] for answer in answers[1:])
    with sqlite3.connect(data_dir / "webhooks.db") as con:
        assert con.execute("SELECT count(*) FROM events").fetchone() == (1,)


def test_totals_are_summed_by_day(client, order):
    order((1, 2))
    order((2, 1))
    assert client.get("/admin/totals").json() == {datetime.now(UTC).date().isoformat(): 3050}
