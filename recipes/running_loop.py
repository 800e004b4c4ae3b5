"""Ask for the running loop where one runs.

In a coroutine `asyncio.get_event_loop()` returns the loop that runs it, and so does
`asyncio.get_running_loop()`, which says so and can't return anything else. The same holds in
nested functions and lambdas that only run inside a coroutine.

Left alone, with the reason and the modern alternative: module level and sync functions, where no
loop surely runs. `get_event_loop()` makes or finds one there, with a DeprecationWarning from
Python 3.12 on and a RuntimeError from 3.14 on. In a script's main block
`get_event_loop().run_until_complete(main())` becomes `asyncio.run(main())`, marked for review,
where nothing else in the file may ask for the same loop. Left alone, too, is what stands in for
`get_running_loop()`: in the handler of a `try` that calls it, or for Pythons before 3.7.
"""

from asyncfix.recipe import Call, Library, Recipe, Rewrite, Safety, Skip, Unit

_CLOSES = (
    "asyncio.run makes a new loop, cancels the tasks that are left and closes the loop afterwards: "
    "nothing made for the old loop may be used with it"
)
_ANYIO = (
    "anyio may run this coroutine on trio: get_running_loop() raises there, "
    "where get_event_loop() made a loop up to Python 3.13"
)
_STANDS_IN = (
    "it stands in for get_running_loop() where that is missing or raises; "
    "in a coroutine, from Python 3.7 on, it never does"
)


def running_loop(call: Call) -> Rewrite | Skip:
    """The running loop where one surely runs; `asyncio.run` in a main block."""
    arguments = call.arguments
    if arguments.starred or arguments.keywords or arguments.positional:
        return Skip("get_event_loop takes no arguments, so this call raises TypeError")
    if call.loop_runs:
        if call.library is Library.TRIO:
            return Skip("the coroutine is not run by asyncio but by trio, so no asyncio loop runs in it")
        if call.stands_in_for("get_running_loop"):
            return Skip(_STANDS_IN)
        return Rewrite("asyncio.get_running_loop()", hazards=(_ANYIO,) if call.library is Library.ANYIO else ())
    outer = call.chained("run_until_complete", "power< any+ trailer< '(' main=any ')' > >")
    in_main = call.in_main_block and call.others_run_on_loop
    if in_main and outer is not None and outer.first_argument_is_coroutine:
        return Rewrite("asyncio.run({main})", safety=Safety.REVIEW, hazards=(_CLOSES,), at=outer)
    return Skip(_reason(call, outer is not None))


def _reason(call: Call, runs_it: bool) -> str:
    if runs_it:
        return (
            "it runs the loop itself; asyncio.run(main()) is the modern form, "
            "and from Python 3.14 get_event_loop() raises where no loop is set"
        )
    if call.unit is Unit.COROUTINE:
        return "the generator expression is passed on, and what consumes it may run where no loop does"
    if call.in_main_block:
        return (
            "no loop runs yet in the main block; from Python 3.14 this raises: "
            "take the loop inside a coroutine, and start that with asyncio.run(main())"
        )
    if call.unit is Unit.MODULE:
        return (
            "no loop runs at import time; from Python 3.14 this raises: "
            "take the loop inside a coroutine, or start one with asyncio.run(main())"
        )
    return (
        f"a {call.unit} may be called where no loop runs; from Python 3.14 this raises there: "
        "call it from a coroutine with get_running_loop(), pass the loop in, or use asyncio.run(main())"
    )


RECIPE = Recipe(
    name="running-loop",
    calls=["asyncio.get_event_loop"],
    pattern="power< any+ trailer< '(' any* ')' > >",
    rewrite=running_loop,
    imports=["asyncio"],
    problem="{call} does not say which loop it returns, and raises from Python 3.14 on where none runs",
    only_on_loop=False,
)
