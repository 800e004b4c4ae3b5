import requests
from fastapi import FastAPI, HTTPException

app = FastAPI()
UPSTREAM = "http://127.0.0.1:9"


@app.get("/weather/{city}")
async def weather(city: str):
    try:
        return requests.get(f"{UPSTREAM}/{city}", timeout=5).json()
    except requests.ConnectionError:
        raise HTTPException(503, "no weather today") from None
