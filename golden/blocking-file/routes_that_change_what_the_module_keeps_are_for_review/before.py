from fastapi import FastAPI

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
async def add_name(name: str):
    if name in seen:
        return False
    with open("names.txt", "a") as f:
        f.write(name)
    seen.add(name)
    return True


@app.get("/prices")
async def list_prices():
    found = []
    for path in prices:
        with open(path) as f:
            found.append(f.read())
    return found


@app.put("/prices")
async def set_price(name: str, price: str):
    with open(name, "w") as f:
        f.write(price)
    prices.update({name: price})


@app.post("/count")
async def count():
    counter.save("count.txt")


@app.get("/cached")
async def read_cached(path: str):
    return cached(path)


@app.get("/plain")
async def read_plain(path: str):
    with open(path) as f:
        return f.read()
