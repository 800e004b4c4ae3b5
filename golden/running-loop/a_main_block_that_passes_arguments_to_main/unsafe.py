import argparse
import asyncio
import sys


async def main(path, retries=3, **options):
    await asyncio.sleep(0)
    return path, retries, options


if "__main__" == __name__:
    parser = argparse.ArgumentParser()
    parser.add_argument("path", nargs="?", default="data.csv")
    args = parser.parse_args([])
    try:
        result = asyncio.run(
            main(
                args.path,
                retries=5,  # the server is slow
                verbose=True,
            )
        )
    except KeyboardInterrupt:
        sys.exit(130)
    sys.stdout.write(f"{result}\n")
