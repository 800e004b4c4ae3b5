import asyncio


async def serve(port):
    class Echo(asyncio.Protocol):
        def connection_made(self, transport):
            self.loop = asyncio.get_event_loop()
            self.transport = transport

        @property
        def age(self):
            return asyncio.get_event_loop().time()

        @staticmethod
        def deadline():
            return asyncio.get_event_loop().time() + 30

    loop = asyncio.get_running_loop()
    return await loop.create_server(Echo, "127.0.0.1", port)
