import asyncio
import sys
import traceback


def write_report(path):
    with open(path, "a") as f:
        f.write(traceback.format_exc().splitlines()[-1])


def write_kind(path):
    with open(path, "a") as f:
        f.write(sys.exc_info()[0].__name__)


def write_own(path):
    try:
        int("x")
    except ValueError:
        with open(path, "a") as f:
            f.write(traceback.format_exc().splitlines()[-1])


async def divide(path, number):
    try:
        await asyncio.sleep(0)
        return 1 / number
    except ZeroDivisionError:
        write_report(path)
    return None


async def divide_in_part(path, number):
    try:
        await asyncio.sleep(0)
        return 1 / number
    except ZeroDivisionError:
        write_own(path)
    return None


async def divide_at_once(path, number):
    try:
        return 1 / number
    except ZeroDivisionError:
        write_kind(path)
    return None
