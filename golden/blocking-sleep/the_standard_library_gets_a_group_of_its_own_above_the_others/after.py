"""Tell the channel when a stream starts."""
import asyncio

import discord
import twitchio

import settings

if settings.DEBUG:
    from time import strftime
else:
    from time import ctime as strftime


async def announce(channel: discord.TextChannel, stream: twitchio.Stream):
    await asyncio.sleep(5)
    await channel.send(f'{stream.user.name} is live since {strftime("%H:%M")}')
