import logging
import time

logger = logging.getLogger("worker")


async def deliver(send, message):
    try:
        time.sleep(0.001)
        answer = send(message)
    except ConnectionError as error:
        logger.warning("will retry: %s", error)
        time.sleep(0.002)
        return "later"
    else:
        time.sleep(0.001)
        return answer
    finally:
        time.sleep(0.001)


async def deliver_all(batch):
    try:
        for job in batch:
            job()
    except* ValueError:
        time.sleep(0.001)
    except* OSError as group:
        time.sleep(0.001 * len(group.exceptions))
        raise
