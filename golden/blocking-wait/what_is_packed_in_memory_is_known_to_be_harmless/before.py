import io
import time
import zipfile


def packed(texts):
    time.sleep(0.01)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def names_in(data):
    time.sleep(0.01)
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


async def both(texts):
    data = packed(texts)
    return names_in(data)
