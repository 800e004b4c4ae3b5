import asyncio


def refuse(message):
    raise ConnectionError("refused")


def fail():
    raise ExceptionGroup("batch", [ValueError("bad"), OSError("gone")])


def check(case):
    answers = [asyncio.run(case.deliver(str.upper, "hi")), asyncio.run(case.deliver(refuse, "hi"))]
    try:
        asyncio.run(case.deliver_all([fail]))
    except* OSError as group:
        answers.append(repr(group.exceptions))
    return answers
