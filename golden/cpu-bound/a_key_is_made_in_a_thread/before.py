from cryptography.hazmat.primitives.asymmetric import rsa


async def new_key(size: int = 2048):
    key = rsa.generate_private_key(public_exponent=65537, key_size=size)
    return key.public_key()
