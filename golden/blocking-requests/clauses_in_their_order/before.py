from requests import get
from requests.exceptions import ConnectionError, HTTPError, RequestException


async def load(url):
    try:
        r = get(url)
        r.raise_for_status()
    except HTTPError as error:
        return "status", error.response.status_code
    except (ConnectionError, ValueError):
        return "connection"
    except RequestException:
        return "other"
    return r.status_code
