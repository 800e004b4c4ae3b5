from asyncio import Future, get_event_loop as current_loop


async def ask(questions, text) -> str:
    answer: Future[str] = current_loop().create_future()
    questions.append((text, answer))
    current_loop().call_soon(answer.set_result, text.upper())
    return await answer
