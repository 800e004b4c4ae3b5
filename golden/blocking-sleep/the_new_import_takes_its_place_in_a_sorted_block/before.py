"""Mail out what is queued."""

import argparse
import collections
import json as js
import smtplib
import time
from email.message import EmailMessage

import requests

from mailer import config


async def send_all(queue: collections.deque) -> None:
    while queue:
        queue.popleft()
        time.sleep(config.PAUSE)
