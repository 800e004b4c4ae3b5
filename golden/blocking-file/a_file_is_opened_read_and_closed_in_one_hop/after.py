import asyncio
import json


def _load_config_sync(path):
    with open(path) as f:
        config = json.load(f)
    return config


async def load_config(path):
    return await asyncio.to_thread(_load_config_sync, path)


def _save_config_sync(path, config):
    f = open(path, "w")
    f.write(json.dumps(config))
    f.write("\n")
    f.close()


async def save_config(path, config):
    await asyncio.to_thread(_save_config_sync, path, config)
