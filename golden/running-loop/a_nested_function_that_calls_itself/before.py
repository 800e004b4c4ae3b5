import asyncio


async def flatten(tree):
    seen = {}

    def visit(node, depth=0):
        seen[node["name"]] = (depth, asyncio.get_event_loop().is_running())
        for child in node.get("children", ()):
            visit(child, depth + 1)

    visit(tree)
    return seen
