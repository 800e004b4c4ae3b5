import asyncio


def _read_first(path):
    import json  # noqa: PLC0415
    from io import StringIO

    # the first file
    with open(path) as file:
        return json.load(StringIO(file.read()))


def _load_second(path):
    import json  # noqa: PLC0415

    with open(path) as file:
        return json.load(file)


async def settings(path):
    """All uses of json move; one name of the other import stays."""
    from io import BytesIO

    first = await asyncio.to_thread(_read_first, path)
    await asyncio.sleep(0)
    second = await asyncio.to_thread(_load_second, path)
    return first, second, BytesIO


def _load_found(path):
    import json

    with open(path) as file:
        return json.load(file)


async def used_again(path):
    import json

    found = await asyncio.to_thread(_load_found, path)
    await asyncio.sleep(0)
    return json.dumps(found)


def _load_found_for_may_fail(path, json):
    with open(path) as file:
        return json.load(file)


async def may_fail(path):
    try:
        import json
    except ImportError:
        return None
    found = await asyncio.to_thread(_load_found_for_may_fail, path, json)
    await asyncio.sleep(0)
    return found


def _read_amount(path):
    from decimal import Decimal

    with open(path) as file:
        amount: Decimal = file.read()
    return amount


async def annotated(path):
    amount = await asyncio.to_thread(_read_amount, path)
    await asyncio.sleep(0)
    return amount
