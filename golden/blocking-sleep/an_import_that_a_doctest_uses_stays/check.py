import asyncio
import doctest


def check(case):
    return doctest.testmod(case, extraglobs={"asyncio": asyncio})
