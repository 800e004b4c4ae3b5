import asyncio
from types import SimpleNamespace


def check(case):
    async def main():
        kept = []
        for make in (case.in_no_order, case.in_order_of_kinds, case.side_by_side, case.one_a_line):
            app = SimpleNamespace()
            await make(app)[1]()
            kept.append((app.loop is asyncio.get_running_loop(), len(app.tools)))
        return kept

    return asyncio.run(main())
