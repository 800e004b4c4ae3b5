"""Web frameworks: their applications, routers and decorators.

Sources: the documentation of Starlette and FastAPI.
"""

from __future__ import annotations

_APPLICATIONS = frozenset({"fastapi.FastAPI", "fastapi.applications.FastAPI", "starlette.applications.Starlette"})
_ROUTERS = _APPLICATIONS | {"fastapi.APIRouter", "fastapi.routing.APIRouter", "starlette.routing.Router"}
_ROUTES = frozenset({
    "api_route", "delete", "exception_handler", "get", "head", "options", "patch", "post", "put", "route", "trace",
})  # fmt: skip
_INJECTING = frozenset({"Depends", "Security"})
STARTING_WORDS = ("on_event", "add_event_handler", "on_startup", "on_shutdown")
"""Names by which an application is told what to run when it starts and stops."""
TAKER_WORDS = _INJECTING | {"add_task"}
"""Names of what takes a function and runs it in a thread where it is no coroutine."""
MANAGER_IN_THREADPOOL = "fastapi.concurrency.contextmanager_in_threadpool"
"""The function that enters and leaves a manager in threads."""


def is_application(name: str) -> bool:
    """True for a class of applications."""
    return name in _APPLICATIONS


def is_router(name: str) -> bool:
    """True for a class whose decorators make a function a handler, and run it in a thread where it is no coroutine."""
    return name in _ROUTERS


def makes_route(word: str) -> bool:
    """True for the name of such a decorator."""
    return word in _ROUTES


def injects(word: str) -> bool:
    """True for the name of a default or annotation that has the framework call a function for an argument."""
    return word in _INJECTING
