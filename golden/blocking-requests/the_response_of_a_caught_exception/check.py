from loopback import Server, outcome


def check(case):
    with Server() as server:
        paths = ("/echo", "/status/404", "/drop")
        found = [outcome(case.load(server.url + path)) for path in paths]
        found += [outcome(case.load_any(server.url + path)) for path in paths]
        return server.shown(found)
