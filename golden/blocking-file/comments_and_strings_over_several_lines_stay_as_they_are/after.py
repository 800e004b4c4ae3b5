import asyncio


def _write_report_indented_by_two(path, rows):
    # The header comes first.
    with open(path, "w") as f:  # text, not bytes
        f.write("""\
Report
  indented by two
""")
        for row in rows:
            # one line each
            f.write(
                f"{row['name']:<10}"  # padded
                f"{row['n']}\n"
            )
        # the end


async def report(path, rows):
    await asyncio.to_thread(_write_report_indented_by_two, path, rows)

    return path


def _footer_sync(path):
        with open(path, "a") as f:
            f.write('''
    bye
        ''')


async def footer(path):
        await asyncio.to_thread(_footer_sync, path)
