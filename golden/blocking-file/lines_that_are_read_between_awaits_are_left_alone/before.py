import csv


async def each_line(path, send):
    with open(path) as f:
        for number, line in enumerate(f):
            await send(number, line)


async def each_row(path, send):
    with open(path, newline="") as f:
        for row in csv.DictReader(f):
            await send(row)


async def answers(path, send):
    return [await send(line) for line in open(path)]


async def head(path):
    return next(open(path))
