import asyncio


def check(case):
    case.jobs.put(1)
    sent = []

    class Socket:
        async def accept(self):
            pass

        async def send_json(self, value):
            sent.append(value)

    asyncio.run(case.stream(Socket()))
    return sent
