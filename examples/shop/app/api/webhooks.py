import json
import os
import sqlite3

from fastapi import APIRouter, Request
from sqlalchemy import select

from app.db import SessionLocal
from app.models import Order
from app.settings import settings

router = APIRouter(prefix="/webhooks", tags=["webhooks"])

SEEN = str(settings.data_dir / "webhooks.db")


@router.post("/payments")
async def payment_event(request: Request):
    """The provider sends every event at least once; we act on it once."""
    event = json.loads(await request.body())
    if os.path.exists(SEEN):
        con = sqlite3.connect(SEEN, timeout=5)
        row = con.execute("SELECT outcome FROM events WHERE id = ? LIMIT 1", (event["id"],)).fetchone()
        con.close()
        if row:
            return {"outcome": row[0], "repeated": True}

    outcome = "ignored"
    with SessionLocal() as db:
        order = db.scalar(select(Order).where(Order.payment_reference == event["reference"]))
        if order is not None and event["type"] == "refunded":
            order.status = outcome = "refunded"
            db.commit()

    with sqlite3.connect(SEEN, timeout=5) as con:
        con.execute("CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY, outcome TEXT)")
        con.execute("INSERT INTO events VALUES (?, ?)", (event["id"], outcome))
    return {"outcome": outcome, "repeated": False}
