import asyncio
import io


def check(case):
    sink = io.BytesIO()
    age = asyncio.run(case.pump([b"one ", b"two"], sink))
    return sink.getvalue(), age()
