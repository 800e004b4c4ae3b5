import requests


async def fetch(url, code=None):
    form = {"code": code, "grant_type": "authorization_code", "fresh": True}
    response = requests.post(
        url,
        headers={"Content-Type": "application/x-www-form-urlencoded", "X-App": "shop"},
        data=form,
    )
    return response.json()
