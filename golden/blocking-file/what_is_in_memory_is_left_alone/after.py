import asyncio
import io
import wave
import zipfile


async def tone(frames: bytes) -> bytes:
    with io.BytesIO() as memory:
        with wave.open(memory, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(1)
            sound.setframerate(8000)
            await asyncio.sleep(0)
            sound.writeframes(frames)
        return memory.getvalue()


async def frames(data: bytes) -> bytes:
    with io.BytesIO(data) as memory, wave.open(memory, "rb") as sound:
        await asyncio.sleep(0)
        return sound.readframes(sound.getnframes())


async def packed(name: str, text: str) -> list[str]:
    memory = io.BytesIO()
    archive = zipfile.ZipFile(memory, "w")
    archive.writestr(name, text)
    await asyncio.sleep(0)
    return archive.namelist()


async def unpacked(path: str) -> list[str]:
    archive = await asyncio.to_thread(zipfile.ZipFile, path)
    return archive.namelist()
