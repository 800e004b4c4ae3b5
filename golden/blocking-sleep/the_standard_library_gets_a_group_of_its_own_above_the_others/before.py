"""Tell the channel when a stream starts."""
import discord
import twitchio

import settings

if settings.DEBUG:
    from time import sleep, strftime
else:
    from time import sleep, ctime as strftime


async def announce(channel: discord.TextChannel, stream: twitchio.Stream):
    sleep(5)
    await channel.send(f'{stream.user.name} is live since {strftime("%H:%M")}')
