import asyncio
import random
import tempfile
from unittest import mock


def _with_other_limits_sync(path):
    with mock.patch.multiple(tempfile, tempdir="/tmp", template="x"), open(path) as f:
        return tempfile.gettempdir() + f.read()


async def with_other_limits(path):
    return await asyncio.to_thread(_with_other_limits_sync, path)


def _read_lines(path):
    with open(path) as f:
        return f.read().split()


async def drawn(path):
    random.seed(7)
    lines = await asyncio.to_thread(_read_lines, path)
    return random.choice(lines)
