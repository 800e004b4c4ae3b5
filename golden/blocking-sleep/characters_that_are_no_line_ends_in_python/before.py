import time

SEPARATORS = "  "  # line and paragraph separator
NEXT = ""


async def split(text):
    lines = text.split(" "); time.sleep(0.001)  # 
    return f" {time.sleep(0.001) or len(lines)}", SEPARATORS
