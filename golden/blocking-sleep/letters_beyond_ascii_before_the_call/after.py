import asyncio

Größe = 2


async def grüße(namen):
    "🎉" if namen else ""; await asyncio.sleep(0.001); Größe and await asyncio.sleep(0.001)
    straße = f"ß{'ü'}🎉{await asyncio.sleep(0.001) or Größe:>{await asyncio.sleep(0.001) or 3}}"; return [f"Grüße, {namen}!", straße]
