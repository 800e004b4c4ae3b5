def input(prompt):
    return prompt.upper()


async def ask():
    return input("name")


async def given(input):
    return input("name")
