import requests


async def names(url):
    return (
        requests.get(
            url,
            # only the short form
            headers={"X-Short": "1"},
        )
        .json()
        .get("headers")
    )
