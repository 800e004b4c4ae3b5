import random
import tempfile
from unittest import mock


async def with_other_limits(path):
    with mock.patch.multiple(tempfile, tempdir="/tmp", template="x"), open(path) as f:
        return tempfile.gettempdir() + f.read()


async def drawn(path):
    random.seed(7)
    with open(path) as f:
        lines = f.read().split()
    return random.choice(lines)
