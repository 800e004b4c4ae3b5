import json


async def records(paths):
    for path in paths:
        with open(path) as f:
            rows = json.load(f)
        for row in rows:
            yield row


async def lines(path):
    with open(path) as f:
        for line in f:
            yield line.rstrip()
