import requests


async def state(url):
    r = None
    try:
        r = requests.get(url)
        r.raise_for_status()
        return r.json()
    except Exception:
        detail = None
        if r is not None:
            try:
                res = r.json()
                if "detail" in res:
                    detail = res["detail"]
            except Exception:
                pass
        return r.status_code if r else 500, detail, not r
