from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

import models
from models import Order


async def numbers(db: Session, team: str, only_open: bool):
    query = select(Order.id, Order.number.label("n"))
    if only_open:
        query = query.where(Order.open == true())
    rows = db.execute(query).all()
    return [row[0] for row in rows], rows


async def counted(db: Session):
    result = db.execute(select(func.count(Order.id).label("n")))
    return result.scalar() or 0


async def orders(db: Session):
    query = select(Order).where(Order.open == true())
    return db.execute(query).scalars().all()


async def whole_objects(db: Session):
    return db.execute(select(models.Order)).scalars().all()


async def one_or_the_other(db: Session, whole: bool):
    query = select(Order.id)
    if whole:
        query = select(Order)
    return db.execute(query).all()


async def given(db: Session, query):
    return db.execute(query).all()


async def changed(db: Session):
    query = select(Order.id)
    query = query.with_only_columns(Order)
    return db.execute(query).all()
