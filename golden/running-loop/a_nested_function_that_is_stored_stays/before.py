import asyncio


class Connection:
    async def open(self, transport):
        def reconnect():
            asyncio.get_event_loop().create_task(self.open(transport))

        self.transport = transport
        self.on_lost = reconnect
