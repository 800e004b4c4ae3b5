import asyncio

from pools import processes_for


def check(case):
    with processes_for(case):
        salt, hashed = asyncio.run(case.hash_password("x"))
        return (
            asyncio.run(case.verify("x", salt, hashed)),
            asyncio.run(case.verify("y", salt, hashed)),
            asyncio.run(case.derive(b"x", b"salt")),
        )
