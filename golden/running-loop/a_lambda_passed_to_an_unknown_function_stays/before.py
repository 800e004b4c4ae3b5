import asyncio


async def ingest(runner_class, job, check_cancelled):
    runner = runner_class(
        job,
        cancel_check=lambda: asyncio.get_event_loop().run_until_complete(check_cancelled(job)),
        clock=lambda: asyncio.get_event_loop().time(),
    )
    await runner.run()
