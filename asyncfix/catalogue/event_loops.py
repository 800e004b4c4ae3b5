"""The things that belong to an event loop: libraries, functions, types, and telling methods where no type is known.

Sources: the documentation of asyncio, anyio, trio, curio, uvloop, and of the libraries named below.
"""

from __future__ import annotations

_LIBRARIES = ("asyncio.", "anyio.", "trio.", "curio.", "uvloop.")
_HARMLESS = frozenset({
    "asyncio.Lock", "asyncio.QueueEmpty", "asyncio.QueueFull", "asyncio.iscoroutine", "asyncio.iscoroutinefunction",
    "asyncio.isfuture",
})  # fmt: skip
"""What any thread may do."""
_ERRORS = ("Error", "Exception")
_BOUND = (
    "aioboto3.", "aiobotocore.", "aiocache.", "aiodns.", "aiofiles.", "aiogram.", "aiohttp.", "aiokafka.", "aiomysql.",
    "aiopg.", "aioredis.", "aiormq.", "aiosmtplib.", "aiosqlite.", "aio_pika.", "asyncpg.", "discord.",
    "elasticsearch.AsyncElasticsearch", "fastapi.WebSocket", "fastapi.websockets.", "grpc.aio.", "httpx.AsyncClient",
    "motor.", "nats.", "openai.AsyncAzureOpenAI", "openai.AsyncOpenAI", "anthropic.AsyncAnthropic",
    "psycopg.AsyncConnection", "psycopg_pool.AsyncConnectionPool", "redis.asyncio.", "sqlalchemy.ext.asyncio.",
    "starlette.websockets.", "telegram.ext.", "websockets.",
)  # fmt: skip
_WITHOUT_LOOP = ("websockets.sync.",)
_ASKING = frozenset({"asyncio.current_task", "asyncio.get_event_loop", "asyncio.get_running_loop"})
_STARTING = frozenset({
    "asyncio.as_completed", "asyncio.create_task", "asyncio.ensure_future",
    "asyncio.gather", "asyncio.wait",
})  # fmt: skip

_PASSING = frozenset({"asyncio.create_task", "asyncio.ensure_future", "asyncio.shield", "asyncio.wait_for"})
_GIVING = frozenset({"asyncio.get_event_loop", "asyncio.get_running_loop"})

LOOP_METHODS = frozenset({
    "call_at", "call_later", "call_soon", "create_future", "create_task", "ensure_future", "get_running_loop",
    "run_in_executor", "run_until_complete", "set_exception", "set_result", "start_soon",
})  # fmt: skip
"""Methods of loops, futures and groups of tasks: where the receiver is not known, it is taken for one of those."""
STARTING_METHODS = frozenset({"create_task", "run_coroutine_threadsafe", "start_soon"})
"""Methods and functions, by their last words, that run what they are given beside their caller."""
ASKING_WORDS = frozenset(name.rpartition(".")[2] for name in _ASKING)
"""The last words of what asks for the running loop."""


def is_of_loop_library(name: str) -> bool:
    """True for a name of a library that is about event loops, harmless or not."""
    return name.startswith(_LIBRARIES)


def belongs_to_loop(name: str) -> bool:
    """True for what a thread without a loop can't do, or must not."""
    return (
        name.startswith(_LIBRARIES)
        and name not in _HARMLESS
        and not name.endswith("_threadsafe")
        and not name.endswith(_ERRORS)
    )


def is_bound_to_loop(name: str) -> bool:
    """True for a class, function or method of a library whose objects stay with the loop that they were made on."""
    return name.startswith(_BOUND) and not name.startswith(_WITHOUT_LOOP)


def asks_for_loop(name: str) -> bool:
    """True for what asks for the running loop, and raises where there is none."""
    return name in _ASKING


def starts_beside(name: str) -> bool:
    """True for what runs coroutines beside each other, or beside its caller."""
    return name in _STARTING


def passes_on(name: str) -> bool:
    """True for what is awaited and gives what its first argument gives."""
    return name in _PASSING


def gives_loop(name: str) -> bool:
    """True for a function that gives the running loop where one runs."""
    return name in _GIVING
