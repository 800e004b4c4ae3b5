from loopback import Server, outcome


def check(case):
    with Server() as server:
        found = [outcome(case.fetch(server.url + "/cookie")) for _ in range(3)]
        found.append(b"".join(outcome(case.stream(server.url + "/bytes/12"))).decode())
        return server.shown(found)
