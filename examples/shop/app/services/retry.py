"""Calling something again when it fails."""

import logging
import time
from collections.abc import Callable
from typing import Any

logger = logging.getLogger(__name__)


class Retry:
    """Calls a function up to `attempts` times, waiting twice as long before each new attempt."""

    def __init__(
        self,
        attempts: int = 3,
        delay: float = 0.1,
        *,
        sleep: Callable[[float], object] = time.sleep,
        on_retry: Callable[[int], object] | None = None,
    ) -> None:
        self.attempts = attempts
        self.delay = delay
        self.sleep = sleep
        self.on_retry = on_retry

    def call(self, function: Callable[..., Any], *args: Any) -> Any:
        for attempt in range(1, self.attempts + 1):
            try:
                return function(*args)
            except OSError as error:
                if attempt == self.attempts:
                    raise
                logger.warning("%s failed (%s), attempt %d", function.__name__, error, attempt)
                if self.on_retry:
                    self.on_retry(attempt)
                self.sleep(self.delay * 2 ** (attempt - 1))
