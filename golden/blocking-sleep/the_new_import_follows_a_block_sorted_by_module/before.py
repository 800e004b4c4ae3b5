from collections import deque
import json
from pathlib import Path
import time

import discord
from discord.ext import commands


class Queue(commands.Cog):
    def __init__(self, bot: discord.Client) -> None:
        self.songs = deque(json.loads(Path('songs.json').read_text()))

    @commands.command()
    async def skip(self, ctx) -> None:
        self.songs.popleft()
        time.sleep(3)
        await ctx.send('Skipped.')
