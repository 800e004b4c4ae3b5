"""Adds the products of a CSV file: python -m scripts.import_products products.csv"""

import asyncio
import csv
import sys
import time

from app.db import Base, SessionLocal, engine
from app.repositories.products import products

BATCH = 50


async def main(path: str) -> int:
    Base.metadata.create_all(engine)
    number = 0
    with open(path, newline="") as file, SessionLocal() as db:
        for number, row in enumerate(csv.DictReader(file), start=1):
            products.add(db, sku=row["sku"], name=row["name"], price_cents=int(row["price_cents"]))
            if number % BATCH == 0:
                print(f"{number} ...")
                time.sleep(0.5)
    return number


if __name__ == "__main__":
    count = asyncio.get_event_loop().run_until_complete(main(sys.argv[1]))
    print(f"{count} products")
