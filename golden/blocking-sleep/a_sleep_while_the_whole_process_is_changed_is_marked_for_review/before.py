import io
import time
import warnings
from contextlib import redirect_stdout, suppress


async def captured(job):
    out = io.StringIO()
    with suppress(KeyError), redirect_stdout(out):
        print("start", job)
        time.sleep(0.001)
    with warnings.catch_warnings():
        time.sleep(0.001)
    with suppress(KeyError):
        time.sleep(0.001)
    return out.getvalue()
