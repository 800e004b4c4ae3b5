from pages import answers


def check(case):
    return answers(use, case)


async def use(case, url):
    return await case.fetch(f"{url}/a"), await case.fetch(f"{url}/missing"), await case.fetch("http://127.0.0.1:9/")
