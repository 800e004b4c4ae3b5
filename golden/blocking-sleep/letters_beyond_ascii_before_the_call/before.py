from time import sleep as schläft

Größe = 2


async def grüße(namen):
    "🎉" if namen else ""; schläft(0.001); Größe and schläft(0.001)
    straße = f"ß{'ü'}🎉{schläft(0.001) or Größe:>{schläft(0.001) or 3}}"; return [f"Grüße, {namen}!", straße]
