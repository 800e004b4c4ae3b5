from loopback import Server, outcome


def check(case):
    with Server() as server:
        found = [outcome(case.load(server.url + path)) for path in ("/echo", "/status/404")]
        return server.shown([found, outcome(case.pieces(server.url + "/bytes/10"))])
