def in_no_order(app):
    from asyncio import wait, get_event_loop, gather

    async def start():
        app.loop, app.tools = get_event_loop(), (wait, gather)

    return get_event_loop, start


def in_order_of_kinds(app):
    from asyncio import FIRST_COMPLETED, Queue, get_event_loop, wait

    async def start():
        app.loop, app.tools = get_event_loop(), (FIRST_COMPLETED, Queue, wait)

    return get_event_loop, start


def side_by_side(app):
    from asyncio import (Event, gather,
                         get_event_loop, wait)

    async def start():
        app.loop, app.tools = get_event_loop(), (Event, gather, wait)

    return get_event_loop, start


def one_a_line(app):
    from asyncio import (
        gather,
        get_event_loop,  # the default one
        wait,
    )

    async def start():
        app.loop, app.tools = get_event_loop(), (gather, wait)

    return get_event_loop, start


def one_a_line_without_a_last_comma(app):
    from asyncio import (
        gather,
        get_event_loop  # the default one
    )

    async def start():
        app.loop, app.tools = get_event_loop(), gather

    return get_event_loop, start


def closed_on_the_last_line(app):
    from asyncio import (
        gather,
        get_event_loop)

    async def start():
        app.loop, app.tools = get_event_loop(), gather

    return get_event_loop, start


def with_a_backslash(app):
    from asyncio import gather, \
        get_event_loop

    async def start():
        app.loop, app.tools = get_event_loop(), gather

    return get_event_loop, start
