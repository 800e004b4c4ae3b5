import sqlite3
from contextlib import closing


def connect() -> sqlite3.Connection:
    con = sqlite3.connect("library.db")
    con.row_factory = sqlite3.Row
    return con


async def titles(author: str) -> list[str]:
    with closing(connect()) as con:
        rows = con.execute("SELECT title FROM books WHERE author = ? ORDER BY title", (author,))
        return [row["title"] for row in rows]


async def add(author: str, title: str) -> None:
    con = connect()
    try:
        con.execute("INSERT INTO books VALUES (?, ?)", (author, title))
        con.commit()
    except sqlite3.IntegrityError:
        con.rollback()
        raise ValueError(f"{title} is there already") from None
    finally:
        con.close()
