import asyncio
from collections.abc import AsyncIterator
from typing import Any

from anthropic import Anthropic
from openai import AsyncOpenAI, OpenAI

client = OpenAI()
own = AsyncOpenAI()


async def steps_in_thread(iterable: Any) -> AsyncIterator[Any]:
    """What the iterable gives, each step in a thread."""
    steps, end = iter(iterable), object()
    while (step := await asyncio.to_thread(next, steps, end)) is not end:
        yield step


class Assistant:
    def __init__(self, model):
        self.model = model
        self.client = Anthropic()

    def ask(self, text):
        return self.client.messages.create(model=self.model, messages=[{"role": "user", "content": text}])

    async def answer(self, text):
        return (await asyncio.to_thread(self.ask, text)).content[0].text


async def complete(messages):
    answer = await asyncio.to_thread(client.chat.completions.create, model="small", messages=messages)
    return answer.choices[0].message.content


async def tell(messages, send):
    async for part in steps_in_thread(await asyncio.to_thread(client.chat.completions.create, model="small", messages=messages, stream=True)):
        await send(part.choices[0].delta.content)


async def complete_without_blocking(messages):
    return await own.chat.completions.create(model="small", messages=messages)
