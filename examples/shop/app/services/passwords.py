import hashlib
import hmac
import secrets

from app.settings import settings


def hash_password(password: str, salt: str) -> str:
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), settings.password_rounds)
    return digest.hex()


def new_salt() -> str:
    return secrets.token_hex(16)


def is_correct(password: str, salt: str, expected: str) -> bool:
    return hmac.compare_digest(hash_password(password, salt), expected)
