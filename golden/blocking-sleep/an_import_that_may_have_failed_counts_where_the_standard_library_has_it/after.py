try:
    import asyncio
except ImportError:  # Python 3.3
    asyncio = None


async def breathe(lungs):
    lungs.append("in")
    await asyncio.sleep(0.001)
    lungs.append("out")
    return lungs


def run(lungs):
    if asyncio is None:
        raise RuntimeError("needs asyncio")
    return asyncio.run(breathe(lungs))
