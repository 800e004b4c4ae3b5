from pages import answers


def check(case):
    return answers(use, case)


async def use(case, url):
    return [page async for page in case.pages(url, 3)]
