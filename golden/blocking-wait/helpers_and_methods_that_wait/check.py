import asyncio


def check(case):
    box = case.Mailbox()
    case.input = lambda question: "y"
    asyncio.run(box.send("a"))
    asyncio.run(box.send("b"))
    return asyncio.run(box.next()), asyncio.run(case.sure(box))
