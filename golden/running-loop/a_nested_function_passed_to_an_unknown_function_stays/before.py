import asyncio


async def subscribe(client, topic, queue):
    def on_message(message):
        asyncio.get_event_loop().call_soon_threadsafe(queue.put_nowait, message)

    client.message_callback_add(topic, on_message)
    await client.subscribe(topic)
