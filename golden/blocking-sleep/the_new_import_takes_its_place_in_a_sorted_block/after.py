"""Mail out what is queued."""

import argparse
import asyncio
import collections
import json as js
import smtplib
from email.message import EmailMessage

import requests

from mailer import config


async def send_all(queue: collections.deque) -> None:
    while queue:
        queue.popleft()
        await asyncio.sleep(config.PAUSE)
