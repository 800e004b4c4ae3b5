import os
from collections.abc import Iterator

from fastapi import FastAPI

app = FastAPI()


def numbers() -> Iterator[int]:
    number = 0
    while True:
        number += 1
        os.mkdir(str(number))
        yield number


NUMBERS = numbers()


@app.get("/")
def direct() -> int:
    return next(NUMBERS)
