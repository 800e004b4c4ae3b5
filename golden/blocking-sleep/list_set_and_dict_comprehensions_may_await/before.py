import time


async def crawl(pages, fetch, delay=0.001):
    bodies = [time.sleep(delay) or fetch(page) for page in pages]
    sizes = {page: len(body) for page, body in zip(pages, bodies) if not time.sleep(delay)}
    letters = {letter for body in bodies for letter in (time.sleep(delay) or body)}
    grid = [
        [time.sleep(delay) or fetch(page)[row] for page in pages]
        for row in range(2)
    ]
    return bodies, sizes, sorted(letters), grid
