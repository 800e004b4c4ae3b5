"""Sleep without stopping the event loop.

`time.sleep` in a coroutine stops every other task of the process for its whole duration. The
sleep of the library that runs the coroutine waits just as long and lets the others go on:
asyncio's, or trio's or anyio's where the function uses those.

Left alone, with the reason: places that can't hold an `await` (lambdas, generator expressions,
class bodies, default arguments, decorators), and `time.sleep` handed on as a value. Marked for
review: a sleep under a held lock, one between the read and the write of shared state, and one whose
delay may be negative where the ValueError of that is caught.
"""

from asyncfix.recipe import Call, Library, Recipe, Rewrite, Skip


def sleep_of_the_library(call: Call) -> Rewrite | Skip:
    """The same delay, slept by the library that runs the coroutine."""
    arguments = call.arguments
    if arguments.starred or arguments.keywords or arguments.positional != 1:
        return Skip("time.sleep takes exactly one positional argument, and this call may pass something else")
    if call.library is Library.OTHER:
        return Skip("the event loop here is neither asyncio's nor trio's, and how it sleeps is not known")
    if call.no_await:
        return Skip(call.no_await)
    delay = call.captures["delay"]
    if delay.startswith("-") and _is_number(delay[1:]):
        return Skip("time.sleep raises ValueError for a negative delay, and asynchronous sleeps do not")
    hazards = call.await_hazards
    if "ValueError" in call.caught and not _is_number(delay):
        hazards = (
            *hazards,
            "time.sleep raises ValueError for a negative delay, which is caught here; asyncio's does not",
        )
    if call.awaited:
        hazards = (*hazards, "awaiting the None of time.sleep raised TypeError after the sleep; now nothing is raised")
    return Rewrite(f"await {call.library}.sleep({{delay}})", hazards=hazards)


def _is_number(text: str) -> bool:
    return text.replace("_", "").replace(".", "", 1).isdigit()


RECIPE = Recipe(
    name="blocking-sleep",
    calls=["time.sleep"],
    pattern="power< any+ trailer< '(' delay=any ')' > >",
    rewrite=sleep_of_the_library,
    imports=["asyncio", "trio", "anyio"],
    problem="{call} stops the event loop, and with it every other task, until it returns",
)
