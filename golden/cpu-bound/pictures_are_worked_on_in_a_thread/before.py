from PIL import Image


async def thumbnail(path, target, size):
    with Image.open(path) as image:
        small = image.resize(size)
        small = small.convert("L")
        small.save(target)
    return target


async def turn(image: Image.Image, angle: int) -> Image.Image:
    return image.rotate(angle)
