Done = StopIteration
END = StopIteration("end")


class Over(StopIteration):
    pass


def by_alias(path: str) -> str:
    with open(path) as file:
        text = file.read()
    if not text:
        raise Done
    return text


def by_object(path: str) -> str:
    with open(path) as file:
        text = file.read()
    if not text:
        raise END
    return text


def by_subclass(path: str) -> str:
    with open(path) as file:
        text = file.read()
    if not text:
        raise Over(path)
    return text


def raised_again(path: str) -> str:
    with open(path) as file:
        try:
            return next(file)
        except StopIteration as error:
            print(error)
            raise


def caught(path: str) -> str:
    with open(path) as file:
        try:
            return next(file)
        except StopIteration:
            return ""


async def first(path: str) -> str:
    return by_alias(path)


async def second(path: str) -> str:
    return by_object(path)


async def third(path: str) -> str:
    return by_subclass(path)


async def fourth(path: str) -> str:
    return raised_again(path)


async def fifth(path: str) -> str:
    return caught(path)
