import asyncio
from ftplib import FTP


def _names_sync(host: str, folder: str) -> list[str]:
    with FTP(host, timeout=5) as ftp:
        ftp.login()
        ftp.cwd(folder)
        return ftp.nlst()


async def names(host: str, folder: str) -> list[str]:
    return await asyncio.to_thread(_names_sync, host, folder)
