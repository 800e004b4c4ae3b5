import asyncio
import typing


def check(case):
    return asyncio.run(case.at()), typing.get_type_hints(case.at)
