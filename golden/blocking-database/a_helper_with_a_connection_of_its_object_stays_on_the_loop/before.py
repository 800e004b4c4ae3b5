import sqlite3


class Index:
    def __init__(self, path: str) -> None:
        self.con = sqlite3.connect(path)

    def lookup(self, word: str) -> list[int]:
        rows = self.con.execute("SELECT page FROM words WHERE word = ?", (word,))
        return [page for (page,) in rows]


class Search:
    def __init__(self, index: Index) -> None:
        self.index = index

    async def pages(self, word: str) -> list[int]:
        return self.index.lookup(word.lower())
