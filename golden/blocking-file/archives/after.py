import asyncio
import gzip
import tarfile
import zipfile


def _pack_sync(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)


async def pack(path, files):
    await asyncio.to_thread(_pack_sync, path, files)


def _unpack_sync(path, folder):
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
        return archive.namelist()


async def unpack(path, folder):
    return await asyncio.to_thread(_unpack_sync, path, folder)


def _squeeze_sync(path):
    with open(path, "rb") as source, gzip.open(f"{path}.gz", "wb") as target:
        target.write(source.read())
    with tarfile.open(f"{path}.tar", "w") as archive:
        archive.add(path, arcname="one")
    with gzip.open(f"{path}.gz", "rt") as lines:
        return lines.read()


async def squeeze(path):
    return await asyncio.to_thread(_squeeze_sync, path)
