from __future__ import annotations

from hypothesis import settings

settings.register_profile("asyncfix", deadline=None)  # how fast the machine is proves nothing
settings.load_profile("asyncfix")
