import asyncio
import tempfile
from pathlib import Path
from types import SimpleNamespace


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.json")
        path.write_text("[1]")
        Path(folder, "a.txt").write_text("t")
        room = case.Room()
        room.waiting.append("bob")
        found = [asyncio.run(run("ada", path)) for run in (room.join, room.join)]
        found += [asyncio.run(run(path)) for run in (room.next_profile, room.note)]
        case.register("ada", str(Path(folder, "log")))
        asyncio.run(case.tell_all("x"))
        asyncio.run(case.tell_copy("y"))
        account = SimpleNamespace(balance=3)
        paid = asyncio.run(case.pay(account, 2, Path(folder, "log")))
        read = asyncio.run(case.read_all(str(Path(folder, "a"))))
        texts = list(asyncio.run(case.own([path, path])).values())
        return found, paid, account.balance, read, texts, Path(folder, "log").read_text()
