#!/usr/bin/python
# -*- coding: latin-1 -*-
# Écrit il y a longtemps, et ça marche très bien: ½ heure par an.
import asyncio

PRÉNOM = "Zoë"


async def réveiller(qui=PRÉNOM):
    à_table = f"¡{qui}!"; await asyncio.sleep(0.001)
    return à_table, "é" in qui, b"\xe9".decode("latin-1")
