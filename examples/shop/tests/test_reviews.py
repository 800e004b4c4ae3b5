import pytest

from app.services.moderation import WordList, words

ADA = {"X-Customer-Id": "1"}


@pytest.fixture
def review(client):
    def write(product: int, stars: int, text: str = "", expected: int = 201):
        body = {"stars": stars, "text": text}
        response = client.post(f"/products/{product}/reviews", json=body, headers=ADA)
        assert response.status_code == expected, response.text
        return response.json()

    return write


def shown(client, product: int) -> list[str]:
    return [review["text"] for review in client.get(f"/products/{product}/reviews").json()]


def test_a_review_is_written_once_and_shown_when_it_was_judged(client, review):
    assert review(1, 5, "Lovely")["status"] == "new"
    review(1, 4, "Again", expected=409)
    assert shown(client, 1) == []
    assert client.post("/reviews/judge").json() == {"shown": 1}
    assert shown(client, 1) == ["Lovely"]
    assert client.get("/products/9/reviews").status_code == 404


def test_stars_are_from_one_to_five_and_given_by_customers(client, review):
    review(1, 6, expected=422)
    assert client.post("/products/1/reviews", json={"stars": 1}, headers={"X-Customer-Id": "7"}).status_code == 401


@pytest.mark.anyio
async def test_words_are_met_and_counted(tmp_path):
    some = WordList(str(tmp_path / "words.db"))
    assert await some.met("anything") == []
    assert await some.add("awful", "bad") == 2
    assert await some.add("bad") == 0
    assert await some.met("Bad, really bad") == ["bad"]


@pytest.mark.anyio
async def test_a_review_with_such_a_word_is_hidden(data_dir):
    words.path = str(data_dir / "words.db")
    await words.add("broken")
    assert await words.met("it came broken") == ["broken"]


def test_means_and_the_best_products(client, review):
    review(1, 2, "meh")
    review(2, 5)
    assert client.get("/reviews/best", params={"limit": 1}).json() == [{"product": "Green tea", "stars": 5.0}]
    assert client.get("/reviews/means", params={"products": "1,2,9"}).json() == {"1": 2.0, "2": 5.0, "9": 0.0}


def test_reviews_move_to_another_product_or_stay(client, review):
    review(1, 3, "cup")
    assert client.post("/reviews/merge", params={"source": 1, "target": 9}).json() == {"moved": 0}
    assert client.post("/reviews/merge", params={"source": 1, "target": 2}).json() == {"moved": 1}
    client.post("/reviews/judge")
    assert (shown(client, 1), shown(client, 2)) == ([], ["cup"])


def test_what_a_customer_wrote_is_forgotten(client, review):
    review(1, 3)
    review(2, 1)
    assert client.delete("/reviews", headers=ADA).json() == {"deleted": 2}
    assert client.delete("/reviews", headers=ADA).json() == {"deleted": 0}
