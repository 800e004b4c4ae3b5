"""Send HTTP requests without stopping the event loop.

`requests.get` and its kind stop every other task of the process until the server has answered. A plain `--write`
has the same call made in a thread, so that server, caller and tests see what they saw before. The other way is
`httpx.AsyncClient`, which takes no thread for each request: what happens to the response, the `except` clauses
around the call and the imports follow. The client is made in one helper function of the module, with requests'
defaults (no timeout, redirects followed) and one SSL context for all calls, so that making a client costs the loop
next to nothing.

That way is taken by itself where it is known to be the same: the URL is a text of letters, digits and `.-_/?=&` that
can be seen, headers, body, cookies and the rest are literals that both send alike, and a clause around the call
handles every exception without a look at it (`except requests.RequestException: return None`). Everywhere else it is
for review, with each difference in a sentence, and `--write --unsafe` takes it: it stands first in a review, and the
thread behind it.

A session on `self`, or one of the module, becomes a client where coroutines alone send through it; it is closed
where the class has `async def aclose`, `close` or `__aexit__`. `urllib.request.urlopen` goes through a helper
that gives what it gave and raises what it raised: the response with its whole body, `HTTPError` for all but
2xx, `URLError`; no cookies, no decoding, the certificates of the system. A plain function that only wraps
requests can become a coroutine with all its callers in all files, as an alternative to the thread.

Always for review: `urlopen`, clients that outlive a function, and redirects, exceptions and uses of the response
that are not the same in both libraries.
Sent from a thread alone, with the reason: responses that leave the function, arguments that httpx has no counterpart
for, arguments that can't be seen (`**kwargs`), sessions that plain functions use as well, and `urlopen` in a project
that installs an opener.

A session that a coroutine makes and hands to others of the file becomes a client with their parameters, for
review, where such sessions are all that they are ever handed. Any other session that is a parameter belongs to the
caller, who may have set adapters, hooks and certificates: its requests go to a thread, which keeps them all.

With httpx, servers see its User-Agent, and neither `~/.netrc` nor `REQUESTS_CA_BUNDLE` is read;
`ALL_PROXY` holds for `urlopen` as well; JSON is sent without blanks; a POST that a redirect turns into a GET
keeps its Content-Type header; and the logger `httpx` tells of
each request at the level INFO.
"""

from asyncfix.recipe import Recipe
from asyncfix.requests_httpx.conversion import asynchronous
from asyncfix.requests_httpx.rewrite_builder import SESSIONS, URLOPEN, VERBS

RECIPE = Recipe(
    name="blocking-requests",
    calls=[*(f"requests.{verb}" for verb in (*VERBS, "request")), *SESSIONS, URLOPEN],
    keeps=SESSIONS,
    wraps=True,
    pattern="power< any+ trailer< '(' any* ')' > >",
    rewrite=asynchronous,
    imports=[
        *("asyncio", "httpx", "httpx2", "io", "json", "ssl", "typing", "collections.abc", "contextlib"),
        *("http.client", "http.cookiejar", "urllib.error", "urllib.parse", "urllib.request", "urllib.response"),
    ],
    problem="{call} blocks the event loop until the server has answered",
)
