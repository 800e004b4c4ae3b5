from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite:///shop.db")
SessionLocal = sessionmaker(bind=engine)
router = APIRouter()


def get_db():
    with SessionLocal() as db:
        yield db


SessionDep = Annotated[Session, Depends(get_db)]


async def notify(count: int) -> dict[str, int]:
    return {"notified": count}


def _fetch_items(db: Session):
    return db.execute(text("SELECT count(*) FROM items")).scalar_one()


@router.get("/count")
async def count(db: Annotated[Session, Depends(get_db)]):
    number = await run_in_threadpool(_fetch_items, db)
    return await notify(number)


def _delete_items(db: SessionDep):
    deleted = db.execute(text("DELETE FROM items")).rowcount
    db.commit()
    return deleted


@router.delete("/items")
async def clear(db: SessionDep):
    deleted = await run_in_threadpool(_delete_items, db)
    return await notify(deleted)
