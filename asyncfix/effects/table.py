"""The one table of effects: what code may do that matters where it is moved or where it waits, and what follows.

Each effect has a verdict and one sentence for the reader. Readers of syntax, functions and regions name effects;
nobody else words a hazard.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Verdict(Enum):
    """The meanings that an effect may have for a fix."""

    REFUSE = "refuse"  # no fix
    REVIEW = "review"  # a person decides
    NOTE = "note"  # told, but no doubt
    IGNORE = "ignore"


class Effect(Enum):
    """The effects of code, and its needs of the place that it runs in. The values are the words that summaries hold."""

    # of functions, by their own text or through what they call
    LOOP = "loop"  # the event loop, a variable of the context, the main thread
    ERROR = "error"  # the exception that its caller has caught
    STOP = "stop"  # it may raise StopIteration
    STOP_AT_FIRST = "stop at first"  # only where what a call gives has no first item
    YIELDS = "yields"  # a generator that gives at least one item
    OWN = "own"  # a method that reads and writes the same attribute of its object
    WRITES = "writes"  # a method that writes an attribute of its object, or changes a container there
    SHARED = "shared"  # it reads and writes the same name of the module, or something that such a name holds
    CALLER = "caller"  # it asks what has called it
    ASKS = "asks"  # for the running loop, and goes on where there is none
    RESETS = "resets"  # what it does to the context it takes back, whatever happens
    NAMED = "named"  # it is named as what runs on an event loop: `async_update`
    LOCAL = "local"  # values of `threading.local`
    FILE = "file"  # it writes a file that is the same for all calls
    PROCESS = "process"  # it changes something of the whole process, such as the working directory
    WAITS = "waits"  # it may wait for ever for somebody else
    TAKES = "takes"  # an item that is lost where nobody waits for the call any more
    ENDLESS = "endless"  # it has a loop that nothing in it ends
    UNSEEN = "unseen"  # something is called of which nothing is known

    # of a new suspension
    READ_THEN_CHANGED = "read, then changed"
    CHANGED_THEN_READ = "changed, then read"
    CHANGED_TWICE = "changed twice"
    UPDATED_AROUND = "updated around a hop"
    USED_AROUND = "changed and used around a hop"
    SEEN_BETWEEN = "seen between two changes around a hop"
    CHECKED_THEN_USED = "checked, then used"
    CALLER_AWAITS = "a caller awaits it"
    ITERATED = "iterated"
    USED_IN_THREAD = "used in a thread"
    LOCK_HELD = "lock held"
    LOCK_KEPT = "lock kept over an await"
    PROCESS_AROUND = "process state around"
    THREAD_STATE_AROUND = "thread state around"
    CLOSED = "closed"

    # of code in a thread
    LOOP_USED = "loop used"
    LOOP_THREAD = "effect in the loop's thread"
    LOOP_GIVEN = "loop given"
    UNSEEN_BELOW = "unseen below"
    UNSEEN_MODULE = "unseen module"
    UNSEEN_MANAGER = "unseen manager"
    UNSEEN_BESIDE = "unseen beside"
    HANDLED_ERROR = "handled error"
    STOP_LEAVES = "stop leaves"
    UPDATES_SHARED = "updates shared"
    SHARED_CLIENT = "shared client"
    CACHED = "cached"
    OTHER_LOCAL = "other values of a thread"
    TRANSACTION = "transaction"
    IN_MEMORY = "database in memory"
    ONE_CONNECTION = "one connection in memory"
    SEES_OTHER_REQUESTS = "changes what other requests see"
    LAZY = "lazy"
    QUEUE_FULL = "queue full"
    WAITS_ON = "waits on"
    PROPERTY = "property"
    LISTED = "listed"
    REMOVED = "removed while used"
    NOT_MADE = "not made where cancelled"
    CONTEXT_LOST = "context lost"
    STEPS = "steps in threads"
    GIL = "one thread computes"

    # of objects that belong to one thread
    BOUND = "bound"
    BOUND_KEPT = "bound and kept"
    OTHER_IN_EACH = "another one in every thread"
    USED_BESIDE = "used beside others"
    RLOCK = "rlock"

    # of the ends of a block
    TWO_THREADS = "two threads"
    ANOTHER_THREAD = "another thread"
    ENTERING = "entering is cancelled"
    FORGETS = "leaving is forgotten"
    OTHER_IN_BLOCK = "another one in the block"
    UNSEEN_EFFECT = "effect unseen by the block"
    BLOCK_ERROR = "error of the block"
    LOCK_ENDS = "lock ends"
    BELONGS = "belongs to one thread"


class EffectRow(NamedTuple):
    """The consequence of an effect."""

    verdict: Verdict
    text: str  # with a place for each detail


_RUNS = "check that it may run in a thread"
_BETWEEN = "another task may change it in between"

TABLE: dict[Effect, EffectRow] = {
    Effect.LOOP: EffectRow(Verdict.REFUSE, "`{name}` belongs to the event loop"),
    Effect.ERROR: EffectRow(Verdict.REFUSE, "`{function}` reports the error that a handler around the call has caught"),
    Effect.STOP: EffectRow(Verdict.REFUSE, "`{function}` may raise StopIteration, which can't leave a thread"),
    Effect.STOP_AT_FIRST: EffectRow(
        Verdict.REFUSE, "`next` without a default may raise StopIteration, which can't leave a thread"
    ),
    Effect.YIELDS: EffectRow(Verdict.IGNORE, ""),
    Effect.OWN: EffectRow(
        Verdict.REVIEW, "`{function}` reads and changes its object; another task may change that in between"
    ),
    Effect.WRITES: EffectRow(Verdict.REVIEW, "`{function}` changes its object; another task may use that in between"),
    Effect.SHARED: EffectRow(
        Verdict.REVIEW, "`{function}` changes shared state; another task may change it in between"
    ),
    Effect.CALLER: EffectRow(Verdict.REVIEW, "`{function}` inspects its caller, which is another one in a thread"),
    Effect.ASKS: EffectRow(
        Verdict.REVIEW, "`{function}` asks for the event loop with `{name}`; in a thread it finds none and goes on"
    ),
    Effect.RESETS: EffectRow(Verdict.IGNORE, ""),
    Effect.NAMED: EffectRow(
        Verdict.REVIEW, f"`{{name}}` is named like a function that belongs to the event loop; {_RUNS}"
    ),
    Effect.LOCAL: EffectRow(
        Verdict.REVIEW, "`{function}` uses `{name}`: what it keeps for the event loop's thread is not seen in another"
    ),
    Effect.FILE: EffectRow(
        Verdict.REVIEW, "several tasks may write the same file at once, or read it while it is written"
    ),
    Effect.PROCESS: EffectRow(
        Verdict.REVIEW, "`{name}` changes state of the whole process; other tasks run before that is taken back"
    ),
    Effect.WAITS: EffectRow(
        Verdict.REVIEW,
        "`{function}` waits in `{name}` without a time limit: a thread can't be cancelled, and keeps the program alive",
    ),
    Effect.TAKES: EffectRow(
        Verdict.REVIEW, "what `{name}` takes is lost where the task is cancelled while the thread still waits for it"
    ),
    Effect.ENDLESS: EffectRow(
        Verdict.REVIEW,
        "{what} has a loop that nothing in it ends: a thread can't be cancelled, and keeps the program alive",
    ),
    Effect.UNSEEN: EffectRow(Verdict.REVIEW, f"asyncfix does not know what {{calls}}; {_RUNS}"),
    Effect.READ_THEN_CHANGED: EffectRow(
        Verdict.REVIEW, f"`{{name}}` is read before the await and changed after it; {_BETWEEN}"
    ),
    Effect.CHANGED_THEN_READ: EffectRow(
        Verdict.REVIEW, f"`{{name}}` is changed before the await and read after it; {_BETWEEN}"
    ),
    Effect.CHANGED_TWICE: EffectRow(
        Verdict.REVIEW, "`{name}` is changed before the await and after it; another task may see the value in between"
    ),
    Effect.UPDATED_AROUND: EffectRow(
        Verdict.REVIEW, f"`{{name}}` is read and changed around the thread call or in it; {_BETWEEN}"
    ),
    Effect.USED_AROUND: EffectRow(
        Verdict.REVIEW, f"`{{name}}` is changed and read around the thread call or in it; {_BETWEEN}"
    ),
    Effect.SEEN_BETWEEN: EffectRow(
        Verdict.REVIEW,
        "`{name}` is changed twice around the thread call or in it; another task may see the value in between",
    ),
    Effect.CHECKED_THEN_USED: EffectRow(
        Verdict.REVIEW, f"`{{name}}` is tested before the await and used after it; {_BETWEEN}"
    ),
    Effect.CALLER_AWAITS: EffectRow(
        Verdict.REVIEW, "`{function}` never let other tasks run so far, and `{caller}` awaits it: {hazard}"
    ),
    Effect.ITERATED: EffectRow(
        Verdict.REVIEW, "`{name}` is iterated while other tasks run; one of them may change it meanwhile"
    ),
    Effect.USED_IN_THREAD: EffectRow(Verdict.REVIEW, "the thread uses `{name}`; another task may change it meanwhile"),
    Effect.LOCK_HELD: EffectRow(
        Verdict.REVIEW, "the lock `{name}` stays held during the await; a task that waits for it blocks the event loop"
    ),
    Effect.LOCK_KEPT: EffectRow(
        Verdict.REFUSE, "the lock is held while other tasks run; use `asyncio.Lock` where only coroutines take it"
    ),
    Effect.PROCESS_AROUND: EffectRow(
        Verdict.REVIEW, "`with {name}` changes state of the whole process; other tasks run inside it"
    ),
    Effect.THREAD_STATE_AROUND: EffectRow(
        Verdict.REVIEW,
        "`with {name}` is for the event loop's thread: other tasks run inside it, and code in another thread does not",
    ),
    Effect.CLOSED: EffectRow(
        Verdict.REVIEW, "a coroutine that is being closed must not wait: Python raises RuntimeError where it does"
    ),
    Effect.LOOP_USED: EffectRow(
        Verdict.REFUSE, "`{function}` uses the event loop (`{name}`), which it would not find in a thread"
    ),
    Effect.LOOP_THREAD: EffectRow(
        Verdict.REFUSE, "`{function}` calls `{name}`, which has its effect in the event loop's thread alone"
    ),
    Effect.LOOP_GIVEN: EffectRow(Verdict.REFUSE, "{called} is given something of the event loop (`{name}`)"),
    Effect.UNSEEN_BELOW: EffectRow(
        Verdict.REVIEW, f"asyncfix does not know what `{{name}}` does, which `{{function}}` calls; {_RUNS}"
    ),
    Effect.UNSEEN_MODULE: EffectRow(
        Verdict.REVIEW, f"asyncfix does not know what the code of the imported module does; {_RUNS}"
    ),
    Effect.UNSEEN_MANAGER: EffectRow(
        Verdict.REVIEW,
        "asyncfix does not know `{name}`; check that it may be entered in one thread and left in another",
    ),
    Effect.UNSEEN_BESIDE: EffectRow(
        Verdict.REFUSE, "`{name}` would run in the thread as well, and asyncfix does not know what it does"
    ),
    Effect.HANDLED_ERROR: EffectRow(Verdict.REFUSE, "it reports the error that a handler around it has caught"),
    Effect.STOP_LEAVES: EffectRow(Verdict.REFUSE, "StopIteration can't leave a thread"),
    Effect.UPDATES_SHARED: EffectRow(
        Verdict.REVIEW, "`{function}` changes shared state; other tasks run meanwhile and may use it"
    ),
    Effect.SHARED_CLIENT: EffectRow(
        Verdict.REVIEW, "all tasks share one `{kind}`; two threads must not use it at once"
    ),
    Effect.CACHED: EffectRow(
        Verdict.REVIEW,
        "`{function}` caches its result: only the first call blocks; two concurrent first calls both compute it",
    ),
    Effect.OTHER_LOCAL: EffectRow(
        Verdict.REVIEW,
        "a `{kind}` is another one in every thread: what is pending in the event loop's thread is not seen there",
    ),
    Effect.TRANSACTION: EffectRow(
        Verdict.REVIEW,
        "other tasks use the same `{kind}`; their statements may now come in the middle of a transaction",
    ),
    Effect.IN_MEMORY: EffectRow(
        Verdict.REVIEW,
        "an in-memory SQLite database (`{place}`) is another one in every thread: the thread may not find its tables",
    ),
    Effect.ONE_CONNECTION: EffectRow(
        Verdict.REVIEW,
        "all sessions share one connection of an in-memory database (`{place}`); two threads must not use it at once",
    ),
    Effect.SEES_OTHER_REQUESTS: EffectRow(
        Verdict.REVIEW, "it changes what other requests see; several of them may now run at the same time"
    ),
    Effect.LAZY: EffectRow(
        Verdict.REVIEW, "what `{name}` returns may load more from the database when an attribute is read later"
    ),
    Effect.QUEUE_FULL: EffectRow(
        Verdict.REVIEW, "it waits only where the queue has a maximum size and is full; else the thread is not needed"
    ),
    Effect.WAITS_ON: EffectRow(
        Verdict.REVIEW,
        "a waiting thread can't be cancelled: it waits on after its task is cancelled, and keeps the program alive",
    ),
    Effect.PROPERTY: EffectRow(
        Verdict.REVIEW, "reading the property blocks each time: a method would show that, and reads better in a thread"
    ),
    Effect.LISTED: EffectRow(
        Verdict.REVIEW,
        "all of it is listed before the first turn of the loop; later changes of the folder are not seen",
    ),
    Effect.REMOVED: EffectRow(
        Verdict.REVIEW, "where the task is cancelled, `{name}` is removed while the thread still works with it"
    ),
    Effect.NOT_MADE: EffectRow(Verdict.REVIEW, "in a task that {library} has cancelled{where} the call is not made"),
    Effect.CONTEXT_LOST: EffectRow(
        Verdict.REVIEW, "run_in_executor does not copy context variables: code in the thread sees their defaults"
    ),
    Effect.STEPS: EffectRow(
        Verdict.REVIEW, "each step may run in another thread, and other tasks run between the steps"
    ),
    Effect.GIL: EffectRow(
        Verdict.REVIEW, "the event loop is free only as far as the function releases the interpreter lock"
    ),
    Effect.BOUND: EffectRow(
        Verdict.REFUSE,
        "a `{kind}` may only be used in the thread that made it, and not all of its uses can go there together",
    ),
    Effect.BOUND_KEPT: EffectRow(
        Verdict.REFUSE, "`{called}` uses a `{kind}` that may only be used in the thread that made it"
    ),
    Effect.OTHER_IN_EACH: EffectRow(
        Verdict.REFUSE, "a `{kind}` is another one in every thread, and not all of its uses can go to one together"
    ),
    Effect.USED_BESIDE: EffectRow(
        Verdict.REFUSE, "concurrent coroutines share the `{kind}`, and two threads must not use it at once"
    ),
    Effect.RLOCK: EffectRow(
        Verdict.REFUSE, "`{called}` takes a `{kind}`: a thread waits for ever for one that a coroutine holds"
    ),
    Effect.TWO_THREADS: EffectRow(
        Verdict.REVIEW, "one thread enters the block and another one leaves it, and other tasks run meanwhile"
    ),
    Effect.ANOTHER_THREAD: EffectRow(
        Verdict.REVIEW, "another thread than the event loop's leaves the block, and other tasks run meanwhile"
    ),
    Effect.ENTERING: EffectRow(
        Verdict.REVIEW, "where the task is cancelled while the thread enters the block, nothing may leave it"
    ),
    Effect.FORGETS: EffectRow(
        Verdict.REVIEW,
        "FastAPI before 0.163 does not leave the block where the task is cancelled or a generator is closed",
    ),
    Effect.OTHER_IN_BLOCK: EffectRow(
        Verdict.REFUSE, "`{function}` uses `{name}`, which is another one in the thread of the block"
    ),
    Effect.UNSEEN_EFFECT: EffectRow(
        Verdict.REFUSE, "`{function}` calls `{name}`, whose effect the block would not see from another thread"
    ),
    Effect.BLOCK_ERROR: EffectRow(Verdict.REFUSE, "`{function}` reports the error that the block has raised"),
    Effect.LOCK_ENDS: EffectRow(
        Verdict.REFUSE, "`{function}` takes a lock or releases it, and the same thread has to do both"
    ),
    Effect.BELONGS: EffectRow(Verdict.REFUSE, "{what} a `{kind}`, which belongs to one thread"),
}


def verdict(effect: Effect) -> Verdict:
    """The meaning of the effect for a fix. An effect without a row is for a person to look at."""
    row = TABLE.get(effect)
    return row.verdict if row is not None else Verdict.REVIEW


def sentence(effect: Effect, **details: str) -> str:
    """The sentence of an effect with its details filled in. Raises KeyError for a detail that is missing."""
    return TABLE[effect].text.format(**details)
