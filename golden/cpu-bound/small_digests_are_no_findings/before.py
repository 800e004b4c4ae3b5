import hashlib
import hmac
import json


async def etag(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


async def signed(key: bytes, values: dict) -> str:
    return hmac.new(key, json.dumps(values).encode(), "sha256").hexdigest()
