from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

SessionLocal = sessionmaker(bind=create_engine("sqlite:///shop.db"))
app = FastAPI()


@app.get("/health")
async def health():
    with SessionLocal() as db:
        db.execute(text("SELECT 1"))
    return {"ok": True}


app.add_api_route("/ready", health)
