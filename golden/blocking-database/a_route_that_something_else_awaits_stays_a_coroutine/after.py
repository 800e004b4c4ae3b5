from fastapi import APIRouter, Depends
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker(bind=create_engine("sqlite:///shop.db"))
router = APIRouter()


def get_db():
    with SessionLocal() as db:
        yield db


def _fetch_stock(db: Session, sku: str):
    return db.execute(text("SELECT n FROM stock WHERE sku = :s"), {"s": sku}).scalar()


@router.get("/stock/{sku}")
async def stock(sku: str, db: Session = Depends(get_db)):
    return {"sku": sku, "left": await run_in_threadpool(_fetch_stock, db, sku)}


@router.get("/stock")
async def all_stock(db: Session = Depends(get_db)):
    return [await stock(sku, db) for sku in ("cup", "pot")]
