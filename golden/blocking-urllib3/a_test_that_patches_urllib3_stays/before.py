from unittest.mock import patch

import urllib3


async def run(url):
    with patch("urllib3.request"):
        return urllib3.request("GET", url).status
