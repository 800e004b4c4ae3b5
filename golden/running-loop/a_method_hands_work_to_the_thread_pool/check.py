import asyncio


def check(case):
    async def main():
        sums = case.Checksums("md5")
        return await sums.digest(b"one"), await sums.digest_all([b"two", b"three"])

    return asyncio.run(main())
