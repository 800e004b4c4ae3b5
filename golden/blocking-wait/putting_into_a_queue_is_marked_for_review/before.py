import queue

LIMITED = queue.Queue(maxsize=2)


async def put(item):
    LIMITED.put(item)
    return LIMITED.qsize()
