from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
seen: set[str] = set()
prices: dict[str, str] = {}


class Counter:
    def __init__(self):
        self.count = 0

    def save(self, path):
        self.count += 1
        with open(path, "w") as f:
            f.write(str(self.count))


class Cache:
    def __init__(self):
        self.files = {}

    def get(self, path):
        if path not in self.files:
            self._load(path)
        return self.files[path]

    def _load(self, path):
        with open(path) as f:
            self.files[path] = f.read()


counter = Counter()
cache = Cache()


def cached(path):
    return cache.get(path)


@app.post("/names")
def add_name(name: str):
    if name in seen:
        return False
    with open("names.txt", "a") as f:
        f.write(name)
    seen.add(name)
    return True


@app.get("/prices")
def list_prices():
    found = []
    for path in prices:
        with open(path) as f:
            found.append(f.read())
    return found


def _write_price(name: str, price: str) -> None:
    with open(name, "w") as f:
        f.write(price)


@app.put("/prices")
async def set_price(name: str, price: str):
    await run_in_threadpool(_write_price, name, price)
    prices.update({name: price})


@app.post("/count")
def count():
    counter.save("count.txt")


@app.get("/cached")
def read_cached(path: str):
    return cached(path)


@app.get("/plain")
def read_plain(path: str):
    with open(path) as f:
        return f.read()
