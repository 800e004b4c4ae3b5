from ftplib import FTP


async def names(host: str, folder: str) -> list[str]:
    with FTP(host, timeout=5) as ftp:
        ftp.login()
        ftp.cwd(folder)
        return ftp.nlst()
