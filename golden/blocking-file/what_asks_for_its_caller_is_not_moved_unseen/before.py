import asyncio
import inspect
import traceback
import warnings
from pathlib import Path


def deprecated(text):
    warnings.warn(text, DeprecationWarning, stacklevel=3)


def caller():
    return inspect.stack()[1].function


class Report:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.text = Path("error.txt").with_suffix(".log").name
        Path(__file__).read_text()
        self.error = traceback.format_exc()


async def warned(path):
    text = Path(path).read_text()
    warnings.warn("old", DeprecationWarning, stacklevel=2)
    return text, Path(path).name, Path(path).exists()


async def deprecation(path):
    deprecated("old")
    return Path(path).read_text(), Path(path).exists()


async def named(path):
    text = Path(path).read_text()
    return text, caller(), Path(path).exists()


async def reported(path):
    report = Report()
    try:
        await asyncio.sleep(0)
        raise ValueError
    except ValueError:
        with report:
            return Path(path).read_text()
