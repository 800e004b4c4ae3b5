import time


def parse(line):
    time, _, text = line.partition(" ")
    return time, text


async def follow(lines):
    stamps = [time for time, _ in map(parse, lines)]
    time.sleep(0.001)
    return stamps, {time: time for time in stamps}
