import asyncio

PAUSE = 0.001


async def report(row, pause=PAUSE):
    head = f"\N{EM DASH} {{{await asyncio.sleep(pause)}}} {row['{']} {await asyncio.sleep(pause) != 3} { {1: await asyncio.sleep(pause)}[1] }"
    body = f'''é{row["}"]!r:{await asyncio.sleep(pause) or 3}}{await asyncio.sleep(pause)
    }''' "{time.sleep(9)}" f"{row['day']:%H:%M}{await asyncio.sleep(pause)}"
    parts = (
        f"{(lambda x: x)(await asyncio.sleep(pause))}{'abc'[await asyncio.sleep(pause) or 1:await asyncio.sleep(pause)]}"  # f"{time.sleep(7)}"
        F"""{await asyncio.sleep(pause) == 2}{row['''{''']}""" rf'{await asyncio.sleep(pause)!r}\{[await asyncio.sleep(i) for i in (0, pause)]}'
    )
    foot = f"{row['width']:{await asyncio.sleep(pause) or 8}.{await asyncio.sleep(pause) or 2}}" f"{f'{await asyncio.sleep(pause)!r:>{await asyncio.sleep(pause) or 6}}'}"
    return head, body, parts, foot
