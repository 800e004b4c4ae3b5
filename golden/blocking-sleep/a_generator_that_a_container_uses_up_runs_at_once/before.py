import collections
import math
import time
from collections import Counter, OrderedDict, deque


def pause(n):
    time.sleep(n)
    return n


async def used_up(rows):
    a = Counter(time.sleep(0.001) for _ in rows)
    b = deque(time.sleep(0.001) for _ in rows)
    c = collections.deque((time.sleep(0.001) for _ in rows), 2)
    d = OrderedDict((n, time.sleep(0.001)) for n in rows)
    e = math.fsum(pause(0.001) for _ in rows)
    f = next(time.sleep(0.001) for _ in rows)
    return a, list(b), list(c), list(d), e, f


async def later(rows):
    return zip(rows, (time.sleep(0.001) for _ in rows))
