from pages import answers


def check(case):
    return answers(use, case)


async def use(case, url):
    client = case.Client(url)
    return await client.status("/missing"), await client.poll("/a", 2)
