'''Helpers for the greenhouse.'''
try:
    import time, threading
except ImportError:
    threading = None


async def water(valve):
    valve.append("open")
    time.sleep(0.001)
    valve.append("shut")
    return valve
