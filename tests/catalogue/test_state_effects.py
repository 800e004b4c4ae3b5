"""What calls do to process, thread, context and loop."""

from __future__ import annotations

import pytest

from asyncfix.catalogue.event_loops import belongs_to_loop, is_bound_to_loop
from asyncfix.catalogue.state_effects import OF_PROCESS, OF_THREAD, StateEffect, effects_of, undoes, undone_by


@pytest.mark.parametrize(
    "name",
    ["unittest.mock.patch", "unittest.mock.patch.multiple", "warnings.catch_warnings", "os.chdir", "random.seed"],
)
def test_what_changes_something_for_all_threads_is_of_the_process(name: str) -> None:
    assert effects_of(name) & OF_PROCESS


@pytest.mark.parametrize("name", ["decimal.setcontext", "signal.signal", "wx.Frame", "contextvars.ContextVar.set"])
def test_what_only_one_thread_has_is_of_the_thread(name: str) -> None:
    assert effects_of(name) & OF_THREAD


def test_one_call_may_have_several_effects() -> None:
    assert {StateEffect.SIGNALS, StateEffect.PROCESS_IF_TWICE} <= effects_of("signal.signal")


def test_other_calls_have_none() -> None:
    assert not effects_of("json.dumps")


def test_what_sets_the_context_is_undone_by_its_counterpart() -> None:
    assert undone_by("contextvars.ContextVar.set") == "contextvars.ContextVar.reset"
    assert undoes("contextvars.ContextVar.reset") == {"contextvars.ContextVar.set"}
    assert undone_by("os.chdir") == ""


@pytest.mark.parametrize("name", ["asyncio.sleep", "trio.sleep", "curio.sleep", "uvloop.new_event_loop", "anyio.run"])
def test_a_loop_library_belongs_to_the_loop(name: str) -> None:
    assert belongs_to_loop(name)


@pytest.mark.parametrize(
    "name",
    ["asyncio.iscoroutinefunction", "asyncio.QueueEmpty", "asyncio.TimeoutError", "asyncio.run_coroutine_threadsafe"],
)
def test_what_any_thread_may_do_does_not(name: str) -> None:
    assert not belongs_to_loop(name)


def test_objects_of_asynchronous_clients_stay_with_their_loop() -> None:
    assert is_bound_to_loop("aiokafka.AIOKafkaProducer.send")
    assert is_bound_to_loop("discord.Client.close")
    assert not is_bound_to_loop("websockets.sync.client.connect")
    assert not is_bound_to_loop("httpx.Client.get")
