import asyncio
import tempfile
from pathlib import Path


def check(case):
    async def charge(name):
        await asyncio.sleep(0)
        if name == "nobody":
            raise case.Missing(name)
        if name == "broke":
            raise StopIteration(name)
        return f"receipt for {name}"

    def ordered(name):
        with tempfile.TemporaryDirectory() as folder:
            journal = Path(folder, "journal")
            try:
                answer = asyncio.run(case.order(name, journal, charge))
            except RuntimeError as error:
                answer = repr(error)
            return answer, journal.read_text()

    def refunded(*names):
        with tempfile.TemporaryDirectory() as folder:
            journal = Path(folder, "journal")
            asyncio.run(case.refund(names, journal, charge))
            return journal.read_text(), journal.with_suffix(".log").read_text()

    return [ordered("book"), ordered("nobody"), ordered("broke"), refunded("book", "pen"), refunded("nobody")]
