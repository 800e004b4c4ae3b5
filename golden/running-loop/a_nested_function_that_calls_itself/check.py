import asyncio


def check(case):
    tree = {"name": "a", "children": [{"name": "b", "children": [{"name": "c"}]}, {"name": "d"}]}
    return asyncio.run(case.flatten(tree))
