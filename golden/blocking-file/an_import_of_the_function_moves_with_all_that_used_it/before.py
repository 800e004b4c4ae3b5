import asyncio


async def settings(path):
    """All uses of json move; one name of the other import stays."""
    import json  # noqa: PLC0415
    from io import BytesIO, StringIO

    # the first file
    with open(path) as file:
        first = json.load(StringIO(file.read()))
    await asyncio.sleep(0)
    with open(path) as file:
        second = json.load(file)
    return first, second, BytesIO


async def used_again(path):
    import json

    with open(path) as file:
        found = json.load(file)
    await asyncio.sleep(0)
    return json.dumps(found)


async def may_fail(path):
    try:
        import json
    except ImportError:
        return None
    with open(path) as file:
        found = json.load(file)
    await asyncio.sleep(0)
    return found


async def annotated(path):
    from decimal import Decimal

    with open(path) as file:
        amount: Decimal = file.read()
    await asyncio.sleep(0)
    return amount
