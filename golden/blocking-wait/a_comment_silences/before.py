async def ask():
    name = input("name: ")  # noqa: ASYNC250
    # asyncfix: skip
    age = input("age: ")
    return name, age
