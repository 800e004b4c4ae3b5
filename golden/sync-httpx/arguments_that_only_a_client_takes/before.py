import httpx


async def fetch(url):
    return (
        httpx.get(url, verify=False, cookies={"a": "b"}, trust_env=False).json(),
        httpx.request("DELETE", url, timeout=5).json(),
    )
