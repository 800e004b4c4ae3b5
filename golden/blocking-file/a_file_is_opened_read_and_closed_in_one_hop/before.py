import json


async def load_config(path):
    with open(path) as f:
        config = json.load(f)
    return config


async def save_config(path, config):
    f = open(path, "w")
    f.write(json.dumps(config))
    f.write("\n")
    f.close()
