import requests
from fastapi import FastAPI

app = FastAPI(title="rates")


@app.get("/rates")
async def rates(url: str):
    return requests.get(url, timeout=5).json()


@app.get("/more")
async def more(url: str):
    return requests.get(url, timeout=5).json()
