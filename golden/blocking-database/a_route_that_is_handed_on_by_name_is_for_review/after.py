from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

SessionLocal = sessionmaker(bind=create_engine("sqlite:///shop.db"))
app = FastAPI()


def _health_sync():
    with SessionLocal() as db:
        db.execute(text("SELECT 1"))


@app.get("/health")
async def health():
    await run_in_threadpool(_health_sync)
    return {"ok": True}


app.add_api_route("/ready", health)
