import zlib


async def first_short(blobs, limit):
    for blob in blobs:
        if not blob:
            continue
        text = zlib.decompress(blob)
        if len(text) < limit:
            break
    else:
        return None
    return text


async def sent(blobs, send):
    count = 0
    while blobs:
        text = zlib.decompress(blobs.pop())
        if not text:
            continue
        await send(text)
        count += 1
    return count
