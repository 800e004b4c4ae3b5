import os, time, sys


async def wait_for_file(path):
    while not os.path.exists(path):
        time.sleep(0.1)
    print(path, 'is there', file=sys.stderr)
