"""Waiting for another thread or process.

A lock that nobody holds is taken at once; what stops the loop is the wait, which the call doesn't show.
"""

from asyncfix.catalogue.row_builders import blocking, quiet, stepping, types
from asyncfix.catalogue.rows import Argument, Bound, Family, Row, Severity, Threads, TypeRow

_LOCK, _HIGH, _LOW = Family.LOCK, Severity.HIGH, Severity.LOW
_WORK = Bound.OWN_WORK
_ZERO = ("0", "0.0")
_ENDLESS, _ENDLESS_OF_PROCESSES = "queue.Queue()", "multiprocessing.Queue()"
_NO_SIZE = Argument("maxsize", 0, ("0",), missing=True)


def _timeout(position: int) -> tuple[Argument, ...]:
    return (Argument("timeout", position, _ZERO),)


def _acquire(first: str = "blocking") -> tuple[Argument, ...]:
    return (Argument(first, 0, ("False", "0")), Argument("timeout", 1, _ZERO))


TYPES: tuple[TypeRow, ...] = (
    *types("threading.Lock threading.Event threading.Thread threading.Barrier threading.Semaphore", Threads.ANY),
    *types("threading.BoundedSemaphore", None, "threading.Semaphore"),
    *types("threading.Timer", None, "threading.Thread"),
    *types("threading.RLock threading.Condition", Threads.BOUND),
    TypeRow("threading.local", Threads.ANY, note="its attributes have other values in each thread"),
    *types("queue.Queue queue.SimpleQueue", Threads.ANY),
    *types("queue.LifoQueue queue.PriorityQueue", None, "queue.Queue"),
    TypeRow(_ENDLESS, bases=("queue.Queue",), real=False, note="a queue without a maximum size"),
    *types("concurrent.futures.Future concurrent.futures.Executor", Threads.ANY),
    *types(
        "concurrent.futures.ThreadPoolExecutor concurrent.futures.ProcessPoolExecutor",
        None,
        "concurrent.futures.Executor",
    ),
    *types(
        "multiprocessing.process.BaseProcess multiprocessing.pool.Pool multiprocessing.pool.ApplyResult", Threads.ANY
    ),
    *types("multiprocessing.Process", None, "multiprocessing.process.BaseProcess"),
    *types("multiprocessing.pool.ThreadPool", None, "multiprocessing.pool.Pool"),
    *types("multiprocessing.pool.AsyncResult multiprocessing.pool.MapResult", None, "multiprocessing.pool.ApplyResult"),
    *types("multiprocessing.pool.IMapIterator", Threads.ANY),
    *types(
        "multiprocessing.queues.Queue multiprocessing.queues.SimpleQueue multiprocessing.managers.BaseManager",
        Threads.ANY,
    ),
    *types("multiprocessing.queues.JoinableQueue", None, "multiprocessing.queues.Queue"),
    TypeRow(
        _ENDLESS_OF_PROCESSES,
        bases=("multiprocessing.queues.JoinableQueue",),
        real=False,
        note="a queue without a maximum size",
    ),
    *types(
        "multiprocessing.managers.SyncManager multiprocessing.managers.SharedMemoryManager",
        None,
        "multiprocessing.managers.BaseManager",
    ),
    *types("multiprocessing.connection.Connection multiprocessing.connection.Listener", Threads.ONE),
    *types(
        "multiprocessing.synchronize.Event multiprocessing.synchronize.Barrier multiprocessing.synchronize.Lock"
        " multiprocessing.synchronize.Semaphore",
        Threads.ANY,
    ),
    *types("multiprocessing.synchronize.BoundedSemaphore", None, "multiprocessing.synchronize.Semaphore"),
    *types("multiprocessing.synchronize.RLock multiprocessing.synchronize.Condition", Threads.BOUND),
    *types("sched.scheduler multiprocessing.context.BaseContext", Threads.ANY),
    *types("multiprocessing.context.SpawnContext", None, "multiprocessing.context.BaseContext"),
)

ALIASES = (
    ("_thread.allocate_lock", "threading.Lock"),
    ("_thread.LockType", "threading.Lock"),
    ("_thread.lock", "threading.Lock"),
    ("_thread.RLock", "threading.RLock"),
    ("_queue", "queue"),
    ("concurrent.futures._base", "concurrent.futures"),
    ("concurrent.futures.thread", "concurrent.futures"),
    ("concurrent.futures.process", "concurrent.futures"),
    ("multiprocessing.context.Process", "multiprocessing.Process"),
    ("multiprocessing.connection.PipeConnection", "multiprocessing.connection.Connection"),
)

_ASYNCIO_LOCKS = {
    name: (("asyncio", f"asyncio.{name}"), ("anyio", f"anyio.{name}"))
    for name in ("Lock", "Event", "Condition", "Semaphore")
}


def _twin(name: str, method: str) -> tuple[tuple[str, str], ...]:
    return tuple((library, f"{owner}.{method}") for library, owner in _ASYNCIO_LOCKS.get(name, ()))


_THREADING: tuple[Row, ...] = (
    *(
        row
        for name in ("Lock", "RLock", "Condition", "Semaphore")
        for row in (
            *quiet("threading", f"{name}->threading.{name}", _LOCK),
            *blocking(f"threading.{name}", "acquire", _LOCK, _HIGH, unless=_acquire(), twins=_twin(name, "acquire")),
            *blocking(f"threading.{name}", "__enter__", _LOCK, _HIGH, twins=_twin(name, "__aenter__")),
        )
    ),
    *quiet("threading", "BoundedSemaphore->threading.BoundedSemaphore Event->threading.Event", _LOCK),
    *blocking("threading.Condition", "wait", _LOCK, _HIGH, unless=_timeout(0), twins=_twin("Condition", "wait")),
    *blocking(
        "threading.Condition", "wait_for", _LOCK, _HIGH, unless=_timeout(1), twins=_twin("Condition", "wait_for")
    ),
    *blocking("threading.Event", "wait", _LOCK, _HIGH, unless=_timeout(0), twins=_twin("Event", "wait")),
    *blocking(
        "threading.Barrier", "wait", _LOCK, _HIGH, unless=_timeout(0), twins=(("asyncio", "asyncio.Barrier.wait"),)
    ),
    *blocking("threading.Thread", "join", _LOCK, _HIGH, unless=_timeout(0)),
    *quiet("threading.Thread", "start", _LOCK),
)

_QUEUES = (
    *blocking(
        "queue.Queue",
        "get",
        _LOCK,
        _HIGH,
        takes=True,
        unless=(Argument("block", 0, ("False", "0")), Argument("timeout", 1, _ZERO)),
        twins=(("asyncio", "asyncio.Queue.get"),),
    ),
    *blocking(
        "queue.Queue",
        "put",
        _LOCK,
        _HIGH,
        unless=(Argument("block", 1, ("False", "0")), Argument("timeout", 2, _ZERO)),
        twins=(("asyncio", "asyncio.Queue.put"),),
        note="only where the queue has a size and is full",
    ),
    *quiet(_ENDLESS, "put", _LOCK),
    *blocking("queue.Queue", "join", _LOCK, _HIGH, twins=(("asyncio", "asyncio.Queue.join"),)),
    *blocking(
        "queue.SimpleQueue",
        "get",
        _LOCK,
        _HIGH,
        takes=True,
        unless=(Argument("block", 0, ("False", "0")), Argument("timeout", 1, _ZERO)),
        twins=(("asyncio", "asyncio.Queue.get"),),
    ),
    *quiet(
        "queue",
        "Queue->queue.Queue LifoQueue->queue.LifoQueue PriorityQueue->queue.PriorityQueue",
        _LOCK,
        returns_when=((_NO_SIZE, _ENDLESS),),
    ),
    *quiet("queue", "SimpleQueue->queue.SimpleQueue", _LOCK),
)

_FUTURES = (
    *blocking(
        "concurrent.futures.Future",
        "exception result",
        _LOCK,
        _HIGH,
        unless=_timeout(0),
        twins=(("asyncio", "asyncio.wrap_future"),),
        note="not where the future is known to be done",
    ),
    *quiet("concurrent.futures.Executor", "submit->concurrent.futures.Future", _LOCK),
    *stepping("concurrent.futures.Executor", "map", _LOCK, _HIGH, bound=_WORK),
    *quiet("concurrent.futures.Executor", "__enter__->Self", _LOCK),
    *blocking(
        "concurrent.futures.Executor",
        "__exit__",
        _LOCK,
        _HIGH,
        bound=_WORK,
        note="it waits for everything that was submitted",
    ),
    *blocking(
        "concurrent.futures.Executor",
        "shutdown",
        _LOCK,
        _HIGH,
        unless=(Argument("wait", 0, ("False",)),),
        bound=_WORK,
    ),
    *quiet(
        "concurrent.futures",
        "ThreadPoolExecutor->concurrent.futures.ThreadPoolExecutor"
        " ProcessPoolExecutor->concurrent.futures.ProcessPoolExecutor",
        _LOCK,
    ),
    *blocking(
        "concurrent.futures",
        "wait",
        _LOCK,
        _HIGH,
        unless=_timeout(1),
        bound=_WORK,
        twins=(("asyncio", "asyncio.wait"),),
    ),
    *stepping(
        "concurrent.futures",
        "as_completed",
        _LOCK,
        _HIGH,
        bound=_WORK,
        yields="concurrent.futures.Future",
        twins=(("asyncio", "asyncio.as_completed"),),
    ),
)


def _factories(owner: str) -> tuple[Row, ...]:
    """What `multiprocessing` makes, which its contexts make too."""
    connection = "multiprocessing.connection.Connection"
    primitives = "Barrier BoundedSemaphore Condition Event Lock RLock Semaphore"
    return (
        *quiet(owner, " ".join(f"{name}->multiprocessing.synchronize.{name}" for name in primitives.split()), _LOCK),
        *quiet(
            owner,
            " ".join(f"{name}->multiprocessing.queues.{name}" for name in ("Queue", "JoinableQueue")),
            _LOCK,
            returns_when=((_NO_SIZE, _ENDLESS_OF_PROCESSES),),
        ),
        *quiet(owner, "SimpleQueue->multiprocessing.queues.SimpleQueue", _LOCK),
        *quiet(owner, "Pipe", _LOCK, items=(connection, connection)),
        *blocking(owner, "Pool->multiprocessing.pool.Pool", Family.PROCESS, _HIGH),
        *blocking(owner, "Manager->multiprocessing.managers.SyncManager", Family.PROCESS, _HIGH),
    )


_PROCESSES = (
    *_factories("multiprocessing"),
    *_factories("multiprocessing.context.BaseContext"),
    *quiet("multiprocessing", "Process->multiprocessing.Process", _LOCK),
    *quiet("multiprocessing", "get_context->multiprocessing.context.SpawnContext", _LOCK),
    *quiet("multiprocessing.context.SpawnContext", "Process->multiprocessing.Process", _LOCK),
    *blocking("multiprocessing.process.BaseProcess", "join", _LOCK, _HIGH, unless=_timeout(0)),
    *blocking("multiprocessing.process.BaseProcess", "start", Family.PROCESS, _HIGH),
    *quiet(
        "multiprocessing.managers.SyncManager",
        "Condition->threading.Condition Event->threading.Event Lock->threading.Lock Queue->queue.Queue"
        " JoinableQueue->queue.Queue RLock->threading.RLock Semaphore->threading.Semaphore",
        _LOCK,
        note="a call of what it makes is a call of the manager's process",
    ),
    *blocking("multiprocessing.pool.Pool", "apply join map starmap", _LOCK, _HIGH, bound=_WORK),
    *quiet(
        "multiprocessing.pool.Pool",
        "__enter__->Self apply_async->multiprocessing.pool.AsyncResult map_async->multiprocessing.pool.AsyncResult"
        " starmap_async->multiprocessing.pool.AsyncResult",
        _LOCK,
    ),
    *stepping(
        "multiprocessing.pool.Pool",
        "imap->multiprocessing.pool.IMapIterator imap_unordered->multiprocessing.pool.IMapIterator",
        _LOCK,
        _HIGH,
        bound=_WORK,
    ),
    *blocking("multiprocessing.pool.IMapIterator", "__next__ next", _LOCK, _HIGH, unless=_timeout(0)),
    *blocking("multiprocessing.pool.ApplyResult", "get wait", _LOCK, _HIGH, unless=_timeout(0)),
    *blocking(
        "multiprocessing.queues.Queue",
        "get",
        _LOCK,
        _HIGH,
        takes=True,
        unless=(Argument("block", 0, ("False", "0")), Argument("timeout", 1, _ZERO)),
    ),
    *blocking(
        "multiprocessing.queues.Queue",
        "put",
        _LOCK,
        _HIGH,
        unless=(Argument("block", 1, ("False", "0")), Argument("timeout", 2, _ZERO)),
        note="only where the queue has a size and is full",
    ),
    *quiet(_ENDLESS_OF_PROCESSES, "put", _LOCK),
    *blocking("multiprocessing.queues.Queue", "join_thread", _LOCK, _HIGH),
    *blocking("multiprocessing.queues.JoinableQueue", "join", _LOCK, _HIGH),
    *blocking("multiprocessing.queues.SimpleQueue", "get", _LOCK, _HIGH, takes=True),
    *blocking("multiprocessing.queues.SimpleQueue", "put", _LOCK, _HIGH),
    *blocking("multiprocessing.connection.Connection", "recv recv_bytes recv_bytes_into", _LOCK, _HIGH, takes=True),
    *blocking("multiprocessing.connection.Connection", "send send_bytes", _LOCK, _HIGH),
    *blocking(
        "multiprocessing.connection.Connection",
        "poll",
        _LOCK,
        _HIGH,
        unless=(Argument("timeout", 0, _ZERO, missing=True),),
    ),
    *blocking("multiprocessing.connection", "Client->multiprocessing.connection.Connection", Family.NETWORK, _HIGH),
    *quiet("multiprocessing.connection", "Listener->multiprocessing.connection.Listener", Family.NETWORK),
    *blocking(
        "multiprocessing.connection.Listener",
        "accept->multiprocessing.connection.Connection",
        Family.NETWORK,
        _HIGH,
        bound=Bound.FOR_EVER,
        takes=True,
    ),
    *blocking("multiprocessing.connection", "wait", _LOCK, _HIGH, unless=_timeout(1)),
    *(
        row
        for name in ("Lock", "RLock", "Condition", "Semaphore")
        for row in (
            *blocking(f"multiprocessing.synchronize.{name}", "acquire", _LOCK, _HIGH, unless=_acquire("block")),
            *blocking(f"multiprocessing.synchronize.{name}", "__enter__", _LOCK, _HIGH),
        )
    ),
    *blocking("multiprocessing.synchronize.Condition", "wait", _LOCK, _HIGH, unless=_timeout(0)),
    *blocking("multiprocessing.synchronize.Condition", "wait_for", _LOCK, _HIGH, unless=_timeout(1)),
    *blocking("multiprocessing.synchronize.Event", "wait", _LOCK, _HIGH, unless=_timeout(0)),
    *blocking("multiprocessing.synchronize.Barrier", "wait", _LOCK, _HIGH, unless=_timeout(0)),
    *blocking("multiprocessing.managers.BaseManager", "connect", Family.NETWORK, _HIGH),
    *blocking("multiprocessing.managers.BaseManager", "join start", Family.PROCESS, _HIGH),
    *blocking("multiprocessing.managers.BaseManager", "__enter__->Self", Family.PROCESS, _HIGH),
    *blocking("multiprocessing.managers.BaseManager", "__exit__", Family.PROCESS, _HIGH),
)

_FILES = (
    *blocking(
        "fcntl",
        "flock",
        _LOCK,
        _HIGH,
        note="not with LOCK_NB or LOCK_UN",
        unless=(Argument("", 1, ("fcntl.LOCK_UN", "fcntl.LOCK_SH | fcntl.LOCK_NB", "fcntl.LOCK_EX | fcntl.LOCK_NB")),),
    ),
    *blocking(
        "fcntl",
        "lockf",
        _LOCK,
        _HIGH,
        note="not with LOCK_NB or LOCK_UN",
        unless=(Argument("", 1, ("fcntl.LOCK_UN", "fcntl.LOCK_SH | fcntl.LOCK_NB", "fcntl.LOCK_EX | fcntl.LOCK_NB")),),
    ),
    *blocking("fcntl", "fcntl ioctl", Family.FILE, _LOW, note="what it waits for depends on the command"),
    *blocking("os", "lockf", _LOCK, _HIGH, unless=(Argument("", 1, ("os.F_TLOCK", "os.F_TEST", "os.F_ULOCK")),)),
    *blocking("os", "eventfd_read eventfd_write", _LOCK, _HIGH, note="not where it was made non-blocking"),
    *blocking("msvcrt", "locking", _LOCK, _HIGH, platform="win32"),
    *blocking("sched.scheduler", "run", Family.SLEEP, _HIGH, unless=(Argument("blocking", 0, ("False",)),)),
)

ROWS: tuple[Row, ...] = (
    *_THREADING,
    *_QUEUES,
    *_FUTURES,
    *_PROCESSES,
    *_FILES,
)
