import asyncio

from PIL import Image


def _read_image(path, size, target):
    with Image.open(path) as image:
        small = image.resize(size)
        small = small.convert("L")
        small.save(target)


async def thumbnail(path, target, size):
    await asyncio.to_thread(_read_image, path, size, target)
    return target


async def turn(image: Image.Image, angle: int) -> Image.Image:
    return await asyncio.to_thread(image.rotate, angle)
