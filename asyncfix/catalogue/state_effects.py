"""The effects of calls on state that is no argument: of the process, of the thread, of the context of a task.

Sources: the documentation of the standard library, NumPy, PyTorch, structlog, OpenCV and the toolkits for windows.
"""

from __future__ import annotations

from enum import StrEnum


class StateEffect(StrEnum):
    """The state that a call changes or asks for, beside its arguments."""

    PROCESS = "process"  # it changes something for all threads
    PROCESS_FOR_BLOCK = "process for a block"  # a manager that does so until it is left
    PROCESS_IF_TWICE = "process if twice"  # what a program does once when it starts, or twice to take it back
    THREAD = "thread"  # it sets something for its own thread
    THREAD_FOR_BLOCK = "thread for a block"  # a manager that does so until it is left
    CONTEXT = "context"  # it sets a variable of the context, which belongs to a task
    NUMBERS = "numbers"  # it asks for the decimal context of the thread, or sets it
    SIGNALS = "signals"  # it sets up signals, in the main thread alone
    WINDOWS = "windows"  # its objects belong to the main thread
    IDENTITY = "identity"  # it asks which thread it runs in
    FRAME = "frame"  # it looks at the function that it is called in
    IMPORTS = "imports"  # it runs the code of a module
    ERROR = "error"  # it reads the error that a handler around it has caught


_E = StateEffect
_NAMES: dict[StateEffect, str] = {
    _E.PROCESS: """
        gc.disable gc.enable gc.freeze gc.set_threshold gc.unfreeze
        locale.setlocale os.chdir os.environ.update os.fchdir os.fork os.forkpty os.nice os.putenv os.setegid os.seteuid
        os.setgid os.setpgid os.setpriority os.setsid os.setuid os.umask os.unsetenv random.seed resource.setrlimit
        signal.alarm signal.setitimer sys.setrecursionlimit sys.setswitchinterval time.tzset
        numpy.random.seed numpy.random.set_state random.setstate
    """,
    _E.PROCESS_FOR_BLOCK: """
        contextlib.chdir contextlib.redirect_stderr contextlib.redirect_stdout unittest.mock.patch
        unittest.mock.patch.dict unittest.mock.patch.multiple unittest.mock.patch.object warnings.catch_warnings
    """,
    _E.PROCESS_IF_TWICE: """
        logging.disable os.environ.clear os.environ.pop signal.signal socket.setdefaulttimeout sys.path.append
        sys.path.insert sys.path.pop sys.path.remove warnings.filterwarnings warnings.resetwarnings
        warnings.simplefilter
    """,
    _E.THREAD: "signal.pthread_sigmask sys.setprofile sys.settrace torch.set_grad_enabled",
    _E.THREAD_FOR_BLOCK: """
        numpy.errstate numpy.printoptions torch.amp.autocast torch.autocast torch.autograd.set_detect_anomaly
        torch.cuda.amp.autocast torch.cuda.device torch.cuda.stream torch.device torch.enable_grad
        torch.inference_mode torch.no_grad torch.random.fork_rng torch.set_grad_enabled
    """,
    _E.CONTEXT: """
        contextvars.ContextVar.reset contextvars.ContextVar.set structlog.contextvars.bind_contextvars
        structlog.contextvars.clear_contextvars structlog.contextvars.reset_contextvars
        structlog.contextvars.unbind_contextvars
    """,
    _E.NUMBERS: "decimal.getcontext decimal.setcontext",
    _E.SIGNALS: "signal.set_wakeup_fd signal.signal",
    _E.WINDOWS: """
        cv2.destroyAllWindows cv2.destroyWindow cv2.imshow cv2.namedWindow cv2.waitKey matplotlib.pyplot.show
    """,
    _E.IDENTITY: "threading.current_thread threading.get_ident threading.get_native_id",
    _E.FRAME: """
        inspect.currentframe inspect.stack inspect.trace pdb.set_trace sys._getframe sys._getframemodulename
    """,
    _E.IMPORTS: "__import__ builtins.__import__ importlib.import_module importlib.reload",
    _E.ERROR: """
        pdb.post_mortem sys.exc_info sys.exception traceback.format_exc traceback.format_exception_only
        traceback.print_exc
    """,
}
_WINDOW_LIBRARIES = (
    "PyQt5.QtWidgets.",
    "PyQt6.QtWidgets.",
    "PySide2.QtWidgets.",
    "PySide6.QtWidgets.",
    "tkinter.",
    "wx.",
)
_NOTHING: frozenset[StateEffect] = frozenset()
_ONLY_WINDOWS = frozenset({_E.WINDOWS})
_EFFECTS: dict[str, frozenset[StateEffect]] = {}
for _effect, _names in _NAMES.items():
    for _name in _names.split():
        _EFFECTS[_name] = _EFFECTS.get(_name, _NOTHING) | {_effect}

OF_PROCESS = frozenset({_E.PROCESS, _E.PROCESS_FOR_BLOCK})
"""What changes something for all threads, each time."""
OF_THREAD = frozenset({_E.THREAD, _E.CONTEXT, _E.NUMBERS, _E.SIGNALS, _E.WINDOWS})
"""What works on the thread, on the context of a task, or in the main thread alone."""

_UNDONE_BY = {
    "contextvars.ContextVar.set": "contextvars.ContextVar.reset",
    "structlog.contextvars.bind_contextvars": "structlog.contextvars.reset_contextvars",
}


def effects_of(name: str) -> frozenset[StateEffect]:
    """The effects of a call of a qualified name on state outside; none where none is known."""
    found = _EFFECTS.get(name)
    if found is not None:
        return found
    return _ONLY_WINDOWS if name.startswith(_WINDOW_LIBRARIES) else _NOTHING


def undone_by(name: str) -> str:
    """The call that takes back the change of the context, `reset` for `set`; "" where none does."""
    return _UNDONE_BY.get(name, "")


def undoes(name: str) -> frozenset[str]:
    """The names of what a call takes back: `set` for `reset`."""
    return frozenset(done for done, undone in _UNDONE_BY.items() if undone == name)


UNDONE_WORDS = {done.rpartition(".")[2]: undone.rpartition(".")[2] for done, undone in _UNDONE_BY.items()}
"""The same by the last words alone, which tell in a file what may be meant."""
THREAD_LOCAL = "threading.local"
"""The class whose attributes have other values in each thread."""
REENTRANT_LOCK = "threading.RLock"
"""The lock that the thread which holds it gets again."""
CONTEXT_VARIABLE = "contextvars.ContextVar"
ENVIRONMENT = "os.environ"
_PLAIN_CONTAINERS = ("collections.", "os.environ", "sys.")


def is_plain_container(name: str) -> bool:
    """True for the qualified name of a type or an object that keeps what its methods `add`, `pop` ... are given."""
    return "." not in name or name.startswith(_PLAIN_CONTAINERS)
