import asyncio
import json


def _load_rows(path):
    with open(path) as f:
        return json.load(f)


async def records(paths):
    for path in paths:
        rows = await asyncio.to_thread(_load_rows, path)
        for row in rows:
            yield row


async def lines(path):
    with await asyncio.to_thread(open, path) as f:
        for line in f:
            yield line.rstrip()
