import asyncio


async def fetch_all(download, urls, deadlines):
    pages = await asyncio.gather(*(asyncio.get_running_loop().run_in_executor(None, download, url) for url in urls))
    late = any(deadline < asyncio.get_running_loop().time() for deadline in deadlines)
    left = sum(deadline - asyncio.get_running_loop().time() for deadline in deadlines)
    log = ", ".join(f"{url}: {asyncio.get_running_loop().is_running()}" for url in urls)
    first = next((url for url in urls if asyncio.get_running_loop().is_running()), None)
    for task in (asyncio.get_running_loop().create_task(asyncio.sleep(0, page)) for page in pages):
        await task
    return pages, late, left > 0, log, first
