from loopback import Server, outcome


def check(case):
    with Server() as server:
        given = [None, {}, {"X-A": "1", "X-B": None}]
        return server.shown([outcome(case.fetch(server.url + "/echo", headers)) for headers in given])
