import json
import urllib.error
import urllib.request


async def fetch(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            if response.status != 200 or response.headers["Content-Type"] != "application/json":
                return None
            return json.loads(response.read())
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except urllib.error.URLError as error:
        return str(error)
