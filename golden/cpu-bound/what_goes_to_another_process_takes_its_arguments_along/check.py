import asyncio

from pools import processes_for


def check(case):
    sent = []

    async def send(data):
        sent.append(data)

    with processes_for(case):
        return asyncio.run(case.archive([b"a" * 50, b"b" * 70], b"!", send)), sent
