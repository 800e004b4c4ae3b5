import asyncio


async def status_line(user, delay=0.001):
    seen = f"{user} ({f'{await asyncio.sleep(delay) or 3:02d} s'} ago)"
    parts = f"{', '.join([f'<{name}{await asyncio.sleep(delay) or 1}>' for name in user.split()])}"
    return seen + parts
