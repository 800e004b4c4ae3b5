"""The small tables: consumers, offloaders, decorators, frameworks, what is harmless by its name."""

from __future__ import annotations

import pytest

from asyncfix.catalogue import CATALOGUE
from asyncfix.catalogue.consumers import calls_key, consumes, may_consume, method_consumes, steps_later
from asyncfix.catalogue.decorators import is_memoising, makes_context_manager, makes_property
from asyncfix.catalogue.file_writers import file_write, file_write_of_method
from asyncfix.catalogue.harmless_libraries import is_of_harmless_library
from asyncfix.catalogue.harmless_words import gives_harmless_function, is_harmless_word
from asyncfix.catalogue.offloaders import OFFLOADER_NAMES, gives_result_of_first
from asyncfix.catalogue.python_names import is_container, is_path, is_plain_base
from asyncfix.catalogue.sql_words import adds_objects, gives_no_objects, is_function_maker, is_value, selects
from asyncfix.catalogue.web_frameworks import injects, is_application, is_router, makes_route


@pytest.mark.parametrize("name", ["list", "next", "sum", "collections.Counter", "collections.deque", "math.fsum"])
def test_what_iterates_its_argument_before_it_returns_consumes_it(name: str) -> None:
    assert consumes(name)
    assert may_consume(name.rpartition(".")[2])


@pytest.mark.parametrize("name", ["map", "zip", "enumerate", "iter", "len", "my.Counter"])
def test_what_does_so_later_or_never_does_not(name: str) -> None:
    assert not consumes(name)


def test_the_other_columns_of_consumers() -> None:
    assert steps_later("map")
    assert not steps_later("list")
    assert calls_key("sorted")
    assert method_consumes("join")


@pytest.mark.parametrize("name", [".async_add_executor_job", "nicegui.run.io_bound", "nicegui.run.cpu_bound"])
def test_the_ways_of_frameworks_lead_off_the_loop(name: str) -> None:
    assert name in OFFLOADER_NAMES


def test_the_way_from_a_thread_back_to_the_loop_is_no_offloader() -> None:
    assert "anyio.from_thread.run_sync" not in OFFLOADER_NAMES


def test_functions_that_are_awaited_give_what_the_function_returns() -> None:
    assert gives_result_of_first("asyncio.to_thread")
    assert gives_result_of_first("nicegui.run.io_bound")
    assert not gives_result_of_first("threading.Thread")


def test_decorators_are_known_by_what_they_make() -> None:
    assert is_memoising("functools.lru_cache")
    assert is_memoising("cachetools.cached")
    assert makes_property("functools.cached_property")
    assert makes_context_manager("contextlib.contextmanager")
    assert not is_memoising("functools.wraps")


def test_frameworks_are_known_by_their_classes_and_words() -> None:
    assert is_application("fastapi.FastAPI")
    assert is_router("fastapi.FastAPI")
    assert is_router("fastapi.APIRouter")
    assert not is_application("fastapi.APIRouter")
    assert makes_route("get")
    assert injects("Depends")


def test_a_write_is_known_by_the_argument_that_names_the_file() -> None:
    rename, text = file_write("os.rename"), file_write_of_method("pathlib.Path", "write_text")
    assert rename is not None
    assert rename.target is not None
    assert rename.target.name == "dst"
    assert text is not None
    assert text.target is None
    assert file_write("os.stat") is None
    assert file_write_of_method("str", "replace") is None


def test_names_of_python_itself() -> None:
    assert is_path("pathlib.Path")
    assert is_container("dict")
    assert is_container("collections.deque")
    assert not is_container("redis.Redis")
    assert is_plain_base("abc.ABC")


@pytest.mark.parametrize("word", ["isocalendar", "removeprefix", "model_dump", "union_all", "tolist", "popleft"])
def test_a_method_that_only_values_have_is_harmless(word: str) -> None:
    assert is_harmless_word(word)


@pytest.mark.parametrize(
    "word", ["close", "read", "write", "send", "recv", "wait", "run", "start", "execute", "commit"]
)
def test_a_method_that_may_wait_is_not(word: str) -> None:
    assert not is_harmless_word(word)


def test_an_operator_of_a_column_is_a_function_to_compute_with() -> None:
    assert gives_harmless_function("op")
    assert not gives_harmless_function("get")


def test_libraries_that_compute_are_harmless_and_their_files_are_not() -> None:
    assert is_of_harmless_library("orjson.dumps")
    assert is_of_harmless_library("fastapi.encoders.jsonable_encoder")
    assert not is_of_harmless_library("fastapi.responses.FileResponse")
    assert not is_of_harmless_library("structlog.contextvars.bind_contextvars")
    assert not is_of_harmless_library("requests.get")


def test_a_statement_of_sqlalchemy_stays_one_whatever_is_added() -> None:
    made = CATALOGUE.row("sqlalchemy.select")
    assert made is not None
    assert not made.stops
    added = CATALOGUE.member(made.returns, "where")
    assert added is not None
    assert added.returns == "Self"


def test_a_model_validates_to_an_object_of_its_class() -> None:
    row = CATALOGUE.member("sqlmodel.SQLModel", "model_validate")
    assert row is not None
    assert row.returns == "Self"


def test_words_of_statements_tell_values_from_objects() -> None:
    assert gives_no_objects("update")
    assert selects("select")
    assert is_value("coalesce")
    assert is_function_maker("func")
    assert adds_objects("with_only_columns")
    assert not is_value("aliased")
    assert not adds_objects("where")
