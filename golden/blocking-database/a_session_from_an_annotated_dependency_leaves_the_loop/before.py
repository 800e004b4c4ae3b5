from typing import Annotated

from fastapi import APIRouter, Depends
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


@router.get("/count")
async def count(db: Annotated[Session, Depends(get_db)]):
    number = db.execute(text("SELECT count(*) FROM items")).scalar_one()
    return await notify(number)


@router.delete("/items")
async def clear(db: SessionDep):
    deleted = db.execute(text("DELETE FROM items")).rowcount
    db.commit()
    return await notify(deleted)
