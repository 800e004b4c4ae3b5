from pages import answers


def check(case):
    return answers(use, case)


async def use(case, url):
    return await case.pick([f"{url}/missing", f"{url}/a"]) == f"{url}/a", await case.until_missing(url)
