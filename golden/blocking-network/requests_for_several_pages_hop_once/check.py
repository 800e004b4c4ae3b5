from pages import answers


def check(case):
    return answers(use, case)


async def use(case, url):
    paths = ["/a", "/missing"]
    return await case.statuses(url, paths), await case.all_there(url, paths), await case.all_there(url, ["/a"])
