import gzip
import tarfile
import zipfile


async def pack(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)


async def unpack(path, folder):
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
        return archive.namelist()


async def squeeze(path):
    with open(path, "rb") as source, gzip.open(f"{path}.gz", "wb") as target:
        target.write(source.read())
    with tarfile.open(f"{path}.tar", "w") as archive:
        archive.add(path, arcname="one")
    with gzip.open(f"{path}.gz", "rt") as lines:
        return lines.read()
