import asyncio
import logging

logger = logging.getLogger(__name__)


class ConfigError(Exception):
    pass


def _read_sync(path):
    try:
        with open(path) as f:
            return f.read()
    except FileNotFoundError:
        return ""
    except OSError as error:
        logger.error("can't read %s", error)
        raise ConfigError(path) from error


async def read(path):
    return await asyncio.to_thread(_read_sync, path)


def _read_text(path):
    with open(path) as f:
        return f.read()


async def read_and_tell(path, tell):
    try:
        text = await asyncio.to_thread(_read_text, path)
    except FileNotFoundError as error:
        await tell(f"missing: {error.errno}")
        text = None
    else:
        await tell("read")
    finally:
        await tell("done")
    return text
