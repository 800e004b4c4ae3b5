"""Other processes: starting them, waiting for them, and being replaced by them.

Sources of the codes: ruff's ASYNC220 (`Popen`, `popen`, spawning without waiting), ASYNC221 (running) and ASYNC222
(waiting). Which of 220 and 221 flags a spawn hangs on its mode, so either silences it.
"""

from asyncfix.catalogue.row_builders import Twin, blocking, quiet, types
from asyncfix.catalogue.rows import Argument, Bound, Family, Row, Severity, Threads, TypeRow

_PROCESS, _LOW, _HIGH = Family.PROCESS, Severity.LOW, Severity.HIGH
_220, _221, _222 = ("ASYNC220",), ("ASYNC221",), ("ASYNC222",)
_SPAWN = ("ASYNC221", "ASYNC220")
_NO_HANG = ("os.WNOHANG",)

TYPES: tuple[TypeRow, ...] = (
    *types("subprocess.Popen os._wrap_close", Threads.ONE),
    *types("subprocess.CompletedProcess", Threads.ANY),
    *types("venv.EnvBuilder", Threads.ONE),
)

ALIASES = (("_posixsubprocess", "subprocess"),)

_SUBPROCESS: tuple[Row, ...] = (
    *blocking(
        "subprocess",
        "Popen->subprocess.Popen",
        _PROCESS,
        _HIGH,
        codes=_220,
        twins=(("asyncio", "asyncio.create_subprocess_exec"), ("anyio", "anyio.open_process")),
    ),
    *blocking(
        "subprocess",
        "run->subprocess.CompletedProcess",
        _PROCESS,
        _HIGH,
        codes=_221,
        twins=(
            ("asyncio", "asyncio.create_subprocess_exec"),
            ("anyio", "anyio.run_process"),
            ("trio", "trio.run_process"),
        ),
    ),
    *blocking(
        "subprocess",
        "call check_call check_output getoutput getstatusoutput",
        _PROCESS,
        _HIGH,
        codes=_221,
        twins=(
            ("asyncio", "asyncio.create_subprocess_exec"),
            ("anyio", "anyio.run_process"),
            ("trio", "trio.run_process"),
        ),
    ),
    *blocking(
        "subprocess.Popen",
        "communicate",
        _PROCESS,
        _HIGH,
        Twin("asyncio", "asyncio.subprocess.Process"),
        bound=Bound.FOR_EVER,
        limit=Argument("timeout", 1),
    ),
    *blocking(
        "subprocess.Popen",
        "wait",
        _PROCESS,
        _HIGH,
        Twin("asyncio", "asyncio.subprocess.Process"),
        bound=Bound.FOR_EVER,
        limit=Argument("timeout", 0),
    ),
    *blocking("subprocess.Popen", "__exit__", _PROCESS, _HIGH, note="it waits for the process to end"),
    *quiet("subprocess.Popen", "__enter__->Self", _PROCESS),
    *quiet(
        "subprocess.Popen",
        "stderr->io.TextIOWrapper stdin->io.TextIOWrapper stdout->io.TextIOWrapper",
        _PROCESS,
        attribute=True,
        note="a pipe: reading it waits for the process",
    ),
)

_OS: tuple[Row, ...] = (
    *blocking("os", "popen->os._wrap_close", _PROCESS, _HIGH, codes=_220),
    *blocking("os", "system", _PROCESS, _HIGH, codes=_221, twins=(("asyncio", "asyncio.create_subprocess_shell"),)),
    *blocking("os", "posix_spawn posix_spawnp", _PROCESS, _HIGH, codes=_221),
    *blocking("os", "spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe", _PROCESS, _HIGH, codes=_SPAWN),
    *blocking("os", "wait", _PROCESS, _HIGH, codes=_222),
    *blocking("os", "wait3", _PROCESS, _HIGH, codes=_222, unless=(Argument("options", 0, _NO_HANG),)),
    *blocking("os", "wait4", _PROCESS, _HIGH, codes=_222, unless=(Argument("options", 1, _NO_HANG),)),
    *blocking("os", "waitpid", _PROCESS, _HIGH, codes=_222, unless=(Argument("", 1, _NO_HANG),)),
    *blocking("os", "waitid", _PROCESS, _HIGH, codes=_222),
    *blocking("os", "fork forkpty", _PROCESS, _HIGH, note="the child inherits a loop that nobody runs"),
    *blocking(
        "os", "execl execle execlp execlpe execv execve execvp execvpe", _PROCESS, _HIGH, note="it ends this program"
    ),
    *blocking("os", "startfile", _PROCESS, _HIGH, platform="win32"),
    *blocking("os._wrap_close", "__exit__ __next__ close read readline readlines write writelines", _PROCESS, _HIGH),
    *quiet("os._wrap_close", "__enter__->Self", _PROCESS),
)

_OTHERS = (
    *blocking("webbrowser", "get", _PROCESS, _HIGH, note="only the first call, which may run xdg-settings"),
    *blocking("venv.EnvBuilder", "upgrade_dependencies", _PROCESS, _HIGH),
    *blocking(
        "venv.EnvBuilder",
        "clear_directory ensure_directories install_scripts setup_python setup_scripts",
        Family.FILE,
        Severity.MEDIUM,
    ),
    *blocking("pty", "fork spawn", _PROCESS, _HIGH),
    *blocking("webbrowser", "open open_new open_new_tab", _PROCESS, _HIGH),
    *blocking("pydoc", "pager", _PROCESS, _HIGH),
    *blocking("ensurepip", "bootstrap", _PROCESS, _HIGH),
    *blocking("venv", "create", _PROCESS, _HIGH),
    *blocking("venv.EnvBuilder", "create", _PROCESS, _HIGH),
    *blocking("uuid", "getnode", _PROCESS, _HIGH, note="only the first call, which may run ifconfig or ip"),
    *blocking("signal", "sigwait sigwaitinfo", Family.LOCK, _HIGH),
    *blocking("signal", "pause", Family.LOCK, _HIGH),
    *blocking("signal", "sigtimedwait", Family.LOCK, _HIGH, unless=(Argument("", 1, ("0",)),)),
)

ROWS: tuple[Row, ...] = (*_SUBPROCESS, *_OS, *_OTHERS)
