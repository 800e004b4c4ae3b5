async def report(path, rows):
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

    return path


async def footer(path):
        with open(path, "a") as f:
            f.write('''
    bye
        ''')
