import json
from pathlib import Path


class Store:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.path = self.folder / "all.json"

    def _read(self):
        return json.loads(self.path.read_text()) if self.path.exists() else {}

    def _write(self, data):
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps(data))
        part.replace(self.path)

    async def put(self, key, value):
        data = self._read()
        data[key] = value
        self._write(data)

    async def log(self, line):
        with (self.folder / "log.txt").open("w") as f:
            f.write(line)

    async def put_apart(self, key, value):
        (self.folder / f"{key}.json").write_text(json.dumps(value))
