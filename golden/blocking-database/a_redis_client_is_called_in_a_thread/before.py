import json

import redis

client = redis.Redis(host="localhost", decode_responses=True)


async def load_user(user_id: int) -> dict:
    if cached := client.get(f"user:{user_id}"):
        return json.loads(cached)
    user = await fetch_user(user_id)
    client.set(f"user:{user_id}", json.dumps(user), ex=60)
    return user


async def fetch_user(user_id: int) -> dict:
    return {"id": user_id}


async def forget(*user_ids: int) -> int:
    pipe = client.pipeline()
    for user_id in user_ids:
        pipe.delete(f"user:{user_id}")
    return sum(pipe.execute())
