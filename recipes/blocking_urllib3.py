"""Send urllib3's requests without stopping the event loop.

`urllib3.request` and the requests of a `PoolManager` stop every other task of the process until the server has
answered. They are awaited instead: a subclass of `PoolManager` stands in the module, in which urllib3 prepares the
request, counts retries, follows redirects and decodes the body as before, and httpx carries the bytes. So responses
and exceptions stay urllib3's, `retries=`, `fields=` and `timeout=` mean what they meant, and only calls change.

A manager that a coroutine makes, one on `self` and one of the module are followed; what is kept by `self` or the
module has to be used by coroutines alone. One that is handed to other coroutines of the file is followed for review.

Marked for review: a response with `preload_content=False`, whose body is in memory before its first piece is used, and
a body that can't be seen. Left to a thread, with the reason: proxies, pools of one host, settings of the connection
(certificates, `block=True`), bodies that are sent piece by piece, and managers that are passed on.

Each request opens a connection of its own, and nothing is logged when one is sent again.
"""

from asyncfix.recipe import Recipe
from asyncfix.requests_httpx.pooled import FUNCTION, MANAGERS, asynchronous

RECIPE = Recipe(
    name="blocking-urllib3",
    calls=[FUNCTION, *MANAGERS],
    keeps=MANAGERS,
    pattern="power< any+ trailer< '(' any* ')' > >",
    rewrite=asynchronous,
    imports=["asyncio", "httpx", "httpx2", "io", "socket", "ssl", "typing", "urllib.parse", "urllib3"],
    problem="{call} blocks the event loop until the server has answered",
)
