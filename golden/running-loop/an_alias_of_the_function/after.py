from asyncio import Future, get_running_loop


async def ask(questions, text) -> str:
    answer: Future[str] = get_running_loop().create_future()
    questions.append((text, answer))
    get_running_loop().call_soon(answer.set_result, text.upper())
    return await answer
