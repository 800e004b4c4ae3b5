import requests


async def load(url):
    try:
        try:
            return requests.get(url).json()["method"]
        except Exception as error:
            raise RuntimeError("failed") from error
    except (ValueError, RuntimeError):
        return "stays"


async def load_again(url):
    try:
        try:
            return requests.get(url).json()["method"]
        except Exception:
            print("failed")
            raise
    except requests.ConnectionError:
        return "changes"
