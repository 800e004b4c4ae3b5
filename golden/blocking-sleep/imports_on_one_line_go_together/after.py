"""Probes."""
import asyncio
import json; import os


async def probe(host):
    await asyncio.sleep(0.001)
    await asyncio.sleep(0.001)
    return json.dumps([host, os.sep])


async def probe_all(hosts):
    import asyncio
    for host in hosts:
        await asyncio.sleep(0.001)
        await asyncio.sleep(0.001)
        await probe(host)
    return hosts
