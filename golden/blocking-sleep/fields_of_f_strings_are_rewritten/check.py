import asyncio


class Job(dict):
    def __str__(self):
        return self["name"]

    def __format__(self, spec):
        return format(self["name"], spec)


def check(case):
    return asyncio.run(case.progress(Job(name="sync")))
