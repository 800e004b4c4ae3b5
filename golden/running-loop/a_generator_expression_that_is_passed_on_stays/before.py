import asyncio


async def stamp(writer, rows):
    stamped = ((asyncio.get_event_loop().time(), row) for row in rows)
    await asyncio.to_thread(writer.writerows, stamped)
    batches = list((asyncio.get_event_loop().time() for row in batch) for batch in rows)
    return batches
