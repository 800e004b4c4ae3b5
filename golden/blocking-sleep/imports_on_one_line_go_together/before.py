"""Probes."""
import json; import os
import time; from time import sleep


async def probe(host):
    time.sleep(0.001)
    sleep(0.001)
    return json.dumps([host, os.sep])


async def probe_all(hosts):
    import time; from time import sleep as nap
    for host in hosts:
        time.sleep(0.001)
        nap(0.001)
        await probe(host)
    return hosts
