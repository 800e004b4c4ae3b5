import httpx


def shown(response):
    return response.status_code, response.text


async def fetch(url):
    return httpx.get(url)


async def show(url):
    return shown(httpx.get(url)), (await fetch(url)).is_success
