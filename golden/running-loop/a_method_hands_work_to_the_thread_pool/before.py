import asyncio
import hashlib


class Checksums:
    def __init__(self, algorithm="sha256"):
        self.algorithm = algorithm

    def _digest(self, data):
        return hashlib.new(self.algorithm, data).hexdigest()

    async def digest(self, data):
        return await asyncio.get_event_loop().run_in_executor(None, self._digest, data)

    async def digest_all(self, blobs):
        loop = asyncio.get_event_loop()
        return await asyncio.gather(*[loop.run_in_executor(None, self._digest, blob) for blob in blobs])
