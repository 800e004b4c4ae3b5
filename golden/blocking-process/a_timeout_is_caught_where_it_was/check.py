import asyncio


def check(case):
    said = []

    async def tell(code):
        said.append(code)

    answers = [
        asyncio.run(case.bounded(["true"], 5)),
        asyncio.run(case.bounded(["sleep", "5"], 0.05)),
        asyncio.run(case.bounded(["no-such-program"], 5)),
    ]
    try:
        asyncio.run(case.reported(["false"], tell))
    except Exception as error:
        answers.append(type(error).__name__)
    return answers, said
