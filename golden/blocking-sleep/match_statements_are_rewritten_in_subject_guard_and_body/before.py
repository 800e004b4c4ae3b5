import time


async def handle(event):
    match time.sleep(0.001) or event:
        case {"type": "ping", "wait": wait} if time.sleep(wait) is None:
            return "pong"
        case ["retry", *rest]:
            time.sleep(0.001 * len(rest))
            return rest
        case _ if not event:
            time.sleep(0.001)
