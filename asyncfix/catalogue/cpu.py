"""Computation that takes longer than a loop may wait: key derivation, compression, images, whole tables.

Left out: hashing and parsing what is in memory, which is fast until the data are large. Who has large data adds a row.
"""

from asyncfix.catalogue.row_builders import blocking, quiet, types
from asyncfix.catalogue.rows import Family, Row, Severity, Threads, TypeRow

_CPU, _HIGH, _MEDIUM = Family.CPU, Severity.HIGH, Severity.MEDIUM

TYPES: tuple[TypeRow, ...] = (
    TypeRow("zlib.compressobj()", Threads.ONE, real=False),
    TypeRow("zlib.decompressobj()", Threads.ONE, real=False),
    *types("bz2.BZ2Compressor bz2.BZ2Decompressor lzma.LZMACompressor lzma.LZMADecompressor", Threads.ONE),
    *types("argon2.PasswordHasher passlib.context.CryptContext", Threads.ANY),
    *types("pwdlib.PasswordHash", Threads.ANY),
    *types(
        "cryptography.hazmat.primitives.kdf.pbkdf2.PBKDF2HMAC cryptography.hazmat.primitives.kdf.scrypt.Scrypt",
        Threads.ONE,
    ),
)

ALIASES = (
    ("_hashlib", "hashlib"),
    ("argon2._password_hasher.PasswordHasher", "argon2.PasswordHasher"),
)

_PASSLIB_HASHES = (
    "argon2",
    "bcrypt",
    "bcrypt_sha256",
    "pbkdf2_sha1",
    "pbkdf2_sha256",
    "pbkdf2_sha512",
    "scrypt",
    "sha256_crypt",
    "sha512_crypt",
)

_PASSWORDS: tuple[Row, ...] = (
    *blocking("hashlib", "pbkdf2_hmac scrypt", _CPU, _HIGH, picklable=True),
    *blocking("crypt", "crypt", _CPU, _HIGH, picklable=True, until=(3, 13)),
    *blocking("bcrypt", "checkpw hashpw kdf", _CPU, _HIGH, picklable=True),
    *blocking("argon2.PasswordHasher", "hash verify", _CPU, _HIGH, picklable=True),
    *quiet("argon2", "PasswordHasher->argon2.PasswordHasher", _CPU),
    *blocking("argon2.low_level", "hash_secret hash_secret_raw verify_secret", _CPU, _HIGH, picklable=True),
    *quiet("passlib.context", "CryptContext->passlib.context.CryptContext", _CPU),
    *blocking("passlib.context.CryptContext", "dummy_verify encrypt hash verify verify_and_update", _CPU, _HIGH),
    *(
        row
        for name in _PASSLIB_HASHES
        for row in blocking(f"passlib.hash.{name}", "hash verify", _CPU, _HIGH, picklable=True)
    ),
    *quiet("pwdlib.PasswordHash", "recommended->pwdlib.PasswordHash", _CPU),
    *blocking("pwdlib.PasswordHash", "hash verify verify_and_update", _CPU, _HIGH),
    *blocking("werkzeug.security", "check_password_hash generate_password_hash", _CPU, _HIGH, picklable=True),
    *blocking("django.contrib.auth.hashers", "check_password make_password", _CPU, _HIGH, picklable=True),
    *blocking("cryptography.hazmat.primitives.kdf.pbkdf2.PBKDF2HMAC", "derive verify", _CPU, _HIGH),
    *blocking("cryptography.hazmat.primitives.kdf.scrypt.Scrypt", "derive verify", _CPU, _HIGH),
    *blocking("cryptography.hazmat.primitives.asymmetric.rsa", "generate_private_key", _CPU, _HIGH),
    *blocking("cryptography.hazmat.primitives.asymmetric.dh", "generate_parameters", _CPU, _HIGH),
)

_COMPRESSION = (
    *(
        row
        for module in ("zlib", "gzip", "bz2", "lzma")
        for row in blocking(module, "compress decompress", _CPU, _MEDIUM, picklable=True)
    ),
    *quiet("zlib", "compressobj->zlib.compressobj() decompressobj->zlib.decompressobj()", _CPU),
    *blocking("zlib.compressobj()", "compress flush", _CPU, _MEDIUM),
    *blocking("zlib.decompressobj()", "decompress flush", _CPU, _MEDIUM),
    *blocking("bz2.BZ2Compressor", "compress flush", _CPU, _MEDIUM),
    *blocking("bz2.BZ2Decompressor", "decompress", _CPU, _MEDIUM),
    *blocking("lzma.LZMACompressor", "compress flush", _CPU, _MEDIUM),
    *blocking("lzma.LZMADecompressor", "decompress", _CPU, _MEDIUM),
    *blocking("brotli", "compress decompress", _CPU, _MEDIUM, picklable=True),
    *blocking("lz4.frame", "compress decompress", _CPU, _MEDIUM, picklable=True),
)

_FILES = (
    *blocking("hashlib", "file_digest", Family.FILE, _MEDIUM),
    *blocking("timeit", "repeat timeit", _CPU, _HIGH),
)

ROWS: tuple[Row, ...] = (*_PASSWORDS, *_COMPRESSION, *_FILES)
