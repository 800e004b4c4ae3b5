import subprocess
import time
from datetime import date

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException
from fastapi.responses import PlainTextResponse, StreamingResponse
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.db import get_db
from app.models import Customer
from app.services import jobs, reports
from app.services.notifications import mailer
from app.settings import settings
from app.tasks.maintenance import purge_exports

router = APIRouter(prefix="/admin", tags=["admin"])


@router.get("/ready")
def ready(db: Session = Depends(get_db)):
    for _ in range(3):
        try:
            db.execute(text("SELECT 1"))
            return {"ready": True}
        except OperationalError:
            time.sleep(0.1)
    raise HTTPException(503, "no database")


@router.get("/version")
async def version():
    try:
        result = subprocess.run(
            ["git", "describe", "--always"], capture_output=True, text=True, check=True, timeout=2
        )
        return {"version": result.stdout.strip()}
    except (OSError, subprocess.SubprocessError):
        return {"version": "unknown"}


@router.get("/log", response_class=PlainTextResponse)
async def log(lines: int = 100):
    if not settings.log_file.exists():
        return ""
    content = open(settings.log_file, encoding="utf-8").read()
    return "\n".join(content.splitlines()[-lines:])


@router.get("/totals")
async def totals(db: Session = Depends(get_db)):
    return await reports.daily_totals(db)


@router.get("/orders.csv")
async def orders_csv(db: Session = Depends(get_db)):
    return StreamingResponse(reports.stream_orders(db, chunk=2), media_type="text/csv")


@router.post("/exports", status_code=201)
async def export(background: BackgroundTasks, db: Session = Depends(get_db)):
    path = await reports.export_orders(db, f"orders-{date.today()}")
    if not await reports.wait_for_file(path, timeout=2):
        raise HTTPException(500, "the export is empty")
    background.add_task(purge_exports, keep=10)
    return {"file": path.name}


@router.post("/broadcast")
async def broadcast(subject: str, db: Session = Depends(get_db)):
    recipients = [email for (email,) in db.query(Customer.email).order_by(Customer.id)]
    return {"sent": await mailer.broadcast(recipients, subject)}


@router.post("/jobs/{name}", status_code=202)
async def start_job(name: str, wait: float = 0.0):
    job_id = jobs.enqueue(name, wanted_by="admin")
    return await jobs.wait_for(job_id, wait)
