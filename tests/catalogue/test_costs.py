"""What a call usually costs."""

from __future__ import annotations

import pytest

from asyncfix.catalogue import CATALOGUE, Cost, Family, Row, Severity
from asyncfix.catalogue.costs import cost_of


@pytest.mark.parametrize(
    ("cost", "names"),
    [
        (Cost.TRIVIAL, "os.getcwd os.path.exists os.path.expanduser pathlib.Path.is_file pathlib.Path.stat"),
        (Cost.SHORT, "open pathlib.Path.read_text pathlib.Path.mkdir os.listdir os.remove json.load shutil.copyfile"),
        (
            Cost.LONG,
            "time.sleep requests.get subprocess.run sqlite3.Connection.execute threading.Lock.acquire queue.Queue.get"
            " shutil.rmtree zipfile.ZipFile.extractall pandas.read_csv bz2.compress socket.getaddrinfo input",
        ),
    ],
)
def test_a_row_costs_what_it_usually_takes(cost: Cost, names: str) -> None:
    rows = [CATALOGUE.row(name) for name in names.split()]
    assert {row.name: cost_of(row) for row in rows if row is not None} == dict.fromkeys(names.split(), cost)


def test_what_a_row_says_itself_wins() -> None:
    assert cost_of(Row("shop.fetch", Family.HTTP, Severity.HIGH)) is Cost.LONG
    assert cost_of(Row("shop.fetch", Family.HTTP, Severity.HIGH, cost=Cost.SHORT)) is Cost.SHORT


def test_what_does_not_block_costs_nothing() -> None:
    assert cost_of(Row("shop.Shop", Family.HTTP, Severity.NONE, blocks=False)) is Cost.TRIVIAL


def test_what_may_stop_the_loop_as_long_as_a_network_takes_is_long() -> None:
    assert all(cost_of(row) is Cost.LONG for row in CATALOGUE.rows() if row.severity is Severity.HIGH and row.stops)


def test_the_names_that_have_a_cost_of_their_own_have_rows() -> None:
    from asyncfix.catalogue import costs

    known = {row.name for row in CATALOGUE.rows()}
    assert (costs._TRIVIAL | costs._LONG) - known == set()
