import hashlib


async def keys(passwords, salt):
    found = {}
    for password in passwords:
        found[password] = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, 10).hex()
    return found


async def listed(passwords, salt):
    return [hashlib.pbkdf2_hmac("sha1", password.encode(), salt, 10).hex() for password in passwords]


async def told(passwords, salt, tell):
    for password in passwords:
        await tell(hashlib.pbkdf2_hmac("sha1", password.encode(), salt, 10).hex())
