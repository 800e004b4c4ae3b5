from pages import answers


def check(case):
    return answers(use, case)


async def use(case, url):
    return await case.distance(case.Geocoder(url), "Bonn", "Berlin")
