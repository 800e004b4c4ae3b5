import bcrypt


async def register(users: dict, name: str, password: str) -> None:
    users[name] = bcrypt.hashpw(password.encode(), bcrypt.gensalt(rounds=4))


async def login(users: dict, name: str, password: str) -> bool:
    if name not in users:
        return False
    return bcrypt.checkpw(password.encode(), users[name])
