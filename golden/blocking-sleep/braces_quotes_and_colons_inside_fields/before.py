import time

PAUSE = 0.001


async def report(row, pause=PAUSE):
    head = f"\N{EM DASH} {{{time.sleep(pause)}}} {row['{']} {time.sleep(pause) != 3} { {1: time.sleep(pause)}[1] }"
    body = f'''é{row["}"]!r:{time.sleep(pause) or 3}}{time.sleep(pause)
    }''' "{time.sleep(9)}" f"{row['day']:%H:%M}{time.sleep(pause)}"
    parts = (
        f"{(lambda x: x)(time.sleep(pause))}{'abc'[time.sleep(pause) or 1:time.sleep(pause)]}"  # f"{time.sleep(7)}"
        F"""{time.sleep(pause) == 2}{row['''{''']}""" rf'{time.sleep(pause)!r}\{[time.sleep(i) for i in (0, pause)]}'
    )
    foot = f"{row['width']:{time.sleep(pause) or 8}.{time.sleep(pause) or 2}}" f"{f'{time.sleep(pause)!r:>{time.sleep(pause) or 6}}'}"
    return head, body, parts, foot
