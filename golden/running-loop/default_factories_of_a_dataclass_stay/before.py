import asyncio
from dataclasses import dataclass, field


@dataclass
class Request:
    prompt: str
    future: asyncio.Future = field(default_factory=lambda: asyncio.get_event_loop().create_future())
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_event_loop)
    created: float = field(default_factory=asyncio.get_event_loop().time)
