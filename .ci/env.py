"""Runs a command in an environment of the project's own, which is made on first use.

    python3 .ci/env.py [--requirements FILE] COMMAND [ARGUMENT...]

Needs Python 3.11 or newer and nothing else. The environment is a virtual one under `.envs/`, with
the project (editable), its `dev` extra, and what FILE lists. Its name holds a hash of all that it
is made from, so a changed pyproject.toml or another Python gets a new one; `.envs/` may be deleted
at any time. A file `ready` is written into it last: whatever has none is made again from nothing.

This file must compile on Python 3.6, so that people who have an older one are told so.
"""

import hashlib
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
OTHERS = ("python3.13", "python3.12", "python3.11")
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ENVIRONMENTS = os.path.join(ROOT, ".envs")
WINDOWS = os.name == "nt"

USAGE = "usage: python3 .ci/env.py [--requirements FILE] COMMAND [ARGUMENT...]"
SUITABLE = f"import sys, venv, ensurepip; sys.exit(sys.version_info[:2] < {OLDEST})"
REMEDY = """\
Install one of Python 3.11, 3.12 or 3.13 with its venv module, for example by
    apt install python3.13 python3.13-venv      (Debian, Ubuntu; or the version that yours has)
    brew install python@3.13                    (macOS)
    https://www.python.org/downloads/           (everywhere)
and run this again with it: python3.13 .ci/env.py ..."""


def main(arguments):
    """Make the environment where it is missing, and become the command."""
    requirements, command = parse(arguments)
    if sys.version_info[:2] < OLDEST:
        run_elsewhere(f"This is Python {version()} ({sys.executable}); asyncfix needs 3.11 or newer.")
    home = os.path.join(ENVIRONMENTS, f"{version()}-{key(requirements)}")
    if not is_ready(home):
        missing = [name for name in ("venv", "ensurepip") if not has_module(name)]
        if missing:
            run_elsewhere(f"This Python ({sys.executable}) comes without its module {missing[0]}.")
        try:
            make(home, requirements)
        except OSError as error:
            stop(f"Can't make an environment in {ENVIRONMENTS}: {error}")
    become(home, command)


def parse(arguments):
    """The requirements file, or None, and the command with its arguments."""
    requirements = None
    if arguments[:1] == ["--requirements"] and len(arguments) > 1:
        requirements = os.path.abspath(arguments[1])
        arguments = arguments[2:]
        if not os.path.isfile(requirements):
            stop(f"There is no file {requirements}", 2)
    if not arguments or arguments[0].startswith("-"):
        stop(USAGE, 2)
    return requirements, arguments


def key(requirements):
    """A short hash of everything that the environment depends on."""
    parts = [ROOT, os.path.realpath(sys.executable), sys.version]
    for path in (__file__, os.path.join(ROOT, "pyproject.toml"), requirements):
        if path:
            with open(path, "rb") as file:
                parts.append(hashlib.sha256(file.read()).hexdigest())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:10]


def version():
    return "{}.{}".format(*sys.version_info[:2])


def has_module(name):
    from importlib.util import find_spec

    return find_spec(name) is not None


def bin_folder(home):
    return os.path.join(home, "Scripts" if WINDOWS else "bin")


def is_ready(home):
    python = os.path.join(bin_folder(home), "python.exe" if WINDOWS else "python")
    return os.path.exists(os.path.join(home, "ready")) and os.path.exists(python)


def run_elsewhere(reason):
    """Start again with a Python from PATH that can do it; where there is none, say what to do."""
    for name in OTHERS:
        for folder in os.environ.get("PATH", "").split(os.pathsep):
            path = shutil.which(name, path=folder) if folder else None
            if path is None:
                continue
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            if subprocess.call([path, "-c", SUITABLE], **quiet) == 0:
                execute(path, [path, os.path.abspath(__file__), *sys.argv[1:]], os.environ)
    stop(f"{reason}\n{REMEDY}")


def make(home, requirements):
    """Make the environment, unless another process that holds the lock does so first."""
    name = os.path.basename(home)
    os.makedirs(ENVIRONMENTS, exist_ok=True)
    with open(home + ".lock", "w") as lock:
        take(lock, name)
        if is_ready(home):
            return
        say(f"making an environment for Python {version()} in .envs/{name} (once)")
        if os.path.isdir(home):
            shutil.rmtree(home)
        python = os.path.join(bin_folder(home), "python")
        install = [python, "-m", "pip", "install", "--disable-pip-version-check", "-e", ".[dev]"]
        if requirements:
            install += ["-r", requirements]
        with open(home + ".log", "w+") as log:
            for step in ([sys.executable, "-m", "venv", home], install):
                if call(step, log, lock) != 0:
                    log.seek(0)
                    tail = "".join(log.readlines()[-25:])
                    stop(f"{tail}Can't make the environment. All of the output: .envs/{name}.log")
        with open(os.path.join(home, "ready"), "w"):
            pass


def call(step, log, lock):
    """The exit code of one step.

    It inherits the lock: should this process be killed, nobody starts over while the step still writes.
    """
    environ = dict(os.environ, PIP_USER="0")
    inherited = {} if WINDOWS else {"pass_fds": (lock.fileno(),)}
    return subprocess.call(step, cwd=ROOT, env=environ, stdout=log, stderr=subprocess.STDOUT, **inherited)


def take(lock, name):
    """Wait for the lock, which ends with the process. Windows goes without."""
    if WINDOWS:
        return
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say(f"waiting for another process that makes .envs/{name}")
        fcntl.flock(lock, fcntl.LOCK_EX)


def become(home, command):
    """Replace this process by the command, found in the environment."""
    folder = bin_folder(home)
    path = shutil.which(command[0], path=folder)
    if path is None:
        stop(f"The environment has no command {command[0]} ({folder})", 127)
    environ = dict(os.environ, VIRTUAL_ENV=home)
    environ["PATH"] = os.pathsep.join([folder, *filter(None, [os.environ.get("PATH")])])
    environ.pop("PYTHONHOME", None)
    execute(path, [path, *command[1:]], environ)


def execute(path, arguments, environ):
    if WINDOWS:
        sys.exit(subprocess.call(arguments, env=environ))
    os.execve(path, arguments, environ)


def say(text):
    print(text, file=sys.stderr, flush=True)


def stop(text, code=1):
    say(text)
    sys.exit(code)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
