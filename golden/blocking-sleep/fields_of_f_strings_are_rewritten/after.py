import asyncio


async def progress(job, pause=0.001):
    state = f"{job}: {await asyncio.sleep(pause)!s:>6}|{{literal}}"
    padded = f"{job:{await asyncio.sleep(pause) or 8}}|"
    joined = (
        f"first {await asyncio.sleep(pause)}, "
        'then '
        F'{await asyncio.sleep(pause)!r} {"é"} {await asyncio.sleep(pause) or job["name"]}'
    )
    raw = rf"\d{await asyncio.sleep(pause)}\N{job}"
    return state, padded, joined, raw
