import io
import os


async def read(path, opener, files):
    with opener(path) as f:
        text = f.read()
    for one in files:
        text += one.read()
    return text


async def either(path, text):
    if text is None:
        source = open(path)
    else:
        source = io.StringIO(text)
    return source.read()


async def own(path):
    def open(path):
        return io.StringIO(path)

    with open(path) as f:
        return f.read()


async def memory(data):
    buffer = io.BytesIO(data)
    return buffer.read(), os.path.join("a", "b")
