import asyncio
import json
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime

recent: deque[str] = deque(maxlen=1000)


async def record(event: str, **details: object) -> None:
    """Notes who did what. The collector reads `recent`."""
    await asyncio.sleep(0)
    recent.append(json.dumps({"at": datetime.now(UTC).isoformat(), "event": event, **details}))


def record_soon(event: str, **details: object) -> None:
    """For callers that can't await."""
    asyncio.get_event_loop().create_task(record(event, **details))


@dataclass
class Approval:
    """Somebody has to agree to a large order before it is charged."""

    order_id: int
    answer: asyncio.Future[bool] = field(default_factory=lambda: asyncio.get_event_loop().create_future())

    def give(self, answer: bool) -> None:
        if not self.answer.done():
            self.answer.set_result(answer)


async def ask(approval: Approval, seconds: float) -> bool:
    """Waits for the answer; silence means yes."""
    timer = asyncio.get_event_loop().call_later(seconds, approval.give, True)
    try:
        return await approval.answer
    finally:
        timer.cancel()
