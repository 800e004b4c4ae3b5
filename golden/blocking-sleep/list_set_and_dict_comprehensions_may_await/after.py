import asyncio


async def crawl(pages, fetch, delay=0.001):
    bodies = [await asyncio.sleep(delay) or fetch(page) for page in pages]
    sizes = {page: len(body) for page, body in zip(pages, bodies) if not await asyncio.sleep(delay)}
    letters = {letter for body in bodies for letter in (await asyncio.sleep(delay) or body)}
    grid = [
        [await asyncio.sleep(delay) or fetch(page)[row] for page in pages]
        for row in range(2)
    ]
    return bodies, sizes, sorted(letters), grid
