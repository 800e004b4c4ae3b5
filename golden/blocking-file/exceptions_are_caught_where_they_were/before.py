import logging

logger = logging.getLogger(__name__)


class ConfigError(Exception):
    pass


async def read(path):
    try:
        with open(path) as f:
            return f.read()
    except FileNotFoundError:
        return ""
    except OSError as error:
        logger.error("can't read %s", error)
        raise ConfigError(path) from error


async def read_and_tell(path, tell):
    try:
        with open(path) as f:
            text = f.read()
    except FileNotFoundError as error:
        await tell(f"missing: {error.errno}")
        text = None
    else:
        await tell("read")
    finally:
        await tell("done")
    return text
