import asyncio

SEPARATORS = "  "  # line and paragraph separator
NEXT = ""


async def split(text):
    lines = text.split(" "); await asyncio.sleep(0.001)  # 
    return f" {await asyncio.sleep(0.001) or len(lines)}", SEPARATORS
