import asyncio
import threading
from concurrent.futures import Future


class Reporter:
    def __init__(self, loop):
        self.loop = loop
        self.thread = threading.get_ident()
        self.found = []

    def report(self, text):
        if threading.get_ident() != self.thread:
            done: Future[None] = Future()
            self.loop.call_soon_threadsafe(self._note, text, done)
            done.result()
            return
        self.found.append(text)

    def _note(self, text, done):
        self.found.append(text)
        done.set_result(None)


async def work():
    reporter = Reporter(asyncio.get_running_loop())
    reporter.report("on the loop")
    await asyncio.to_thread(reporter.report, "in a thread")
    return reporter.found
