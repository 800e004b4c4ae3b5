import time


async def progress(job, pause=0.001):
    state = f"{job}: {time.sleep(pause)!s:>6}|{{literal}}"
    padded = f"{job:{time.sleep(pause) or 8}}|"
    joined = (
        f"first {time.sleep(pause)}, "
        'then '
        F'{time.sleep(pause)!r} {"é"} {time.sleep(pause) or job["name"]}'
    )
    raw = rf"\d{time.sleep(pause)}\N{job}"
    return state, padded, joined, raw
