import tempfile
from pathlib import Path

import trio


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lease")

        async def told():
            return await trio.to_thread.run_sync(path.read_text)

        async def main():
            with trio.CancelScope() as scope:
                await case.hold(path, scope)
            answers = [scope.cancelled_caught, await told(), await case.guess(path), await told()]
            generator = case.parts(path)
            answers.append(await anext(generator))
            await generator.aclose()
            return [*answers, await told(), await case.Tenant(path).live()]

        return trio.run(main)
