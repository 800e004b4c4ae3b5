import asyncio
import logging

logger = logging.getLogger("worker")


async def deliver(send, message):
    try:
        await asyncio.sleep(0.001)
        answer = send(message)
    except ConnectionError as error:
        logger.warning("will retry: %s", error)
        await asyncio.sleep(0.002)
        return "later"
    else:
        await asyncio.sleep(0.001)
        return answer
    finally:
        await asyncio.sleep(0.001)


async def deliver_all(batch):
    try:
        for job in batch:
            job()
    except* ValueError:
        await asyncio.sleep(0.001)
    except* OSError as group:
        await asyncio.sleep(0.001 * len(group.exceptions))
        raise
