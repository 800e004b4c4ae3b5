#!/usr/bin/env python3
# -*- coding: utf-8 -*-
# Copyright (c) 2021 The Feedline authors
# SPDX-License-Identifier: MIT
"""Watch feeds and print what is new."""

from __future__ import annotations

import asyncio

try:
    import sqlite3
except ImportError as error:
    raise SystemExit(f"this Python lacks {error.name}")


async def watch(feed, seen: set[str] | None = None):
    seen = seen or set()
    for _ in range(2):
        seen.update(feed())
        await asyncio.sleep(0.001)
    return sorted(seen), sqlite3.apilevel
