"""The meaning of names, and the code that runs a place. It knows one file.

scopes             the scopes of a file, and the bindings in each
qualified_names    the qualified name that a name has at a place
execution_context  the function around a place: does it run on the event loop, may it hold an `await`?
context_kinds      the words for that
loop_context       places where an event loop surely runs, and calls that run functions elsewhere
async_library      asyncio, trio or anyio?
caught_exceptions  the exceptions caught around a place
"""
