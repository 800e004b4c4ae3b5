import os
import time


def watch(path: str) -> None:
    while True:
        if os.path.exists(path):
            print("there")
        time.sleep(1)


def pump(names: list[str]) -> None:
    stopped = False
    while not stopped:
        time.sleep(1)
        os.remove(names.pop())


def tail(path: str) -> str:
    while True:
        with open(path) as file:
            text = file.read()
        if text:
            return text
        time.sleep(1)


async def forever(path: str) -> None:
    watch(path)


async def until_others_stop_it(names: list[str]) -> None:
    pump(names)


async def until_there(path: str) -> str:
    return tail(path)
