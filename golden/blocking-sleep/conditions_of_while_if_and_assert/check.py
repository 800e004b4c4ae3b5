import asyncio


class Port:
    def __init__(self, banner):
        self.banner, self.fallback, self.looks = banner, "unknown", 0

    def is_open(self):
        self.looks += 1
        return self.looks > 2


def check(case):
    return asyncio.run(case.wait_for_banner(Port("ssh"))), asyncio.run(case.wait_for_banner(Port("")))
