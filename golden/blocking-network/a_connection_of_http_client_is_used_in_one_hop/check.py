from pages import answers


def check(case):
    return answers(use, case)


async def use(case, url):
    host, port = url.removeprefix("http://").split(":")
    return await case.head(host, int(port), "/a"), await case.head(host, int(port), "/missing")
