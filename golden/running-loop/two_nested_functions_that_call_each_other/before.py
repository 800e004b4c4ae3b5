import asyncio


async def count_moves(limit):
    moves = []

    def ours(left):
        if left:
            moves.append(("ours", asyncio.get_event_loop().is_running()))
            theirs(left - 1)

    def theirs(left):
        if left:
            moves.append(("theirs", asyncio.get_event_loop().is_running()))
            ours(left - 1)

    ours(limit)
    return moves
