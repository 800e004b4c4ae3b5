from __future__ import annotations

import signal

from hypothesis import settings

settings.register_profile("asyncfix", deadline=None)  # how fast the machine is proves nothing
settings.load_profile("asyncfix")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # in the background of a shell, and inherited
    signal.signal(signal.SIGINT, signal.default_int_handler)
