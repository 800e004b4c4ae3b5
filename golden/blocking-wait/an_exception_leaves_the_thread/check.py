import asyncio
import queue


def check(case):
    said, items = [], queue.Queue()

    async def tell(text):
        said.append(text)

    items.put(KeyError("x"))
    items.put("y")
    answers = []
    for _ in range(3):
        try:
            answers.append(asyncio.run(case.take(items, tell)))
        except Exception as error:
            answers.append(type(error).__name__)
    return answers, said
