from unittest.mock import patch

import requests


async def load(url):
    return requests.get(url).json()


def test_load():
    with patch("requests.get") as get:
        get.return_value = None
