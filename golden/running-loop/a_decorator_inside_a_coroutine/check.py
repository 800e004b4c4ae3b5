import asyncio


def check(case):
    routes = {}
    asyncio.run(case.register(routes))
    return routes["/"].loop_is_running, routes["/"]()
