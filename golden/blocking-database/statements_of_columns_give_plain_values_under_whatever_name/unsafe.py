import asyncio

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

import models
from models import Order


def _numbers_sync(db: Session, query):
    return db.execute(query).all()


async def numbers(db: Session, team: str, only_open: bool):
    query = select(Order.id, Order.number.label("n"))
    if only_open:
        query = query.where(Order.open == true())
    rows = await asyncio.to_thread(_numbers_sync, db, query)
    return [row[0] for row in rows], rows


def _counted_sync(db: Session):
    result = db.execute(select(func.count(Order.id).label("n")))
    return result.scalar() or 0


async def counted(db: Session):
    return await asyncio.to_thread(_counted_sync, db)


def _orders_sync(db: Session, query):
    return db.execute(query).scalars().all()


async def orders(db: Session):
    query = select(Order).where(Order.open == true())
    return await asyncio.to_thread(_orders_sync, db, query)


def _whole_objects_sync(db: Session):
    return db.execute(select(models.Order)).scalars().all()


async def whole_objects(db: Session):
    return await asyncio.to_thread(_whole_objects_sync, db)


def _one_or_the_other_sync(db: Session, query):
    return db.execute(query).all()


async def one_or_the_other(db: Session, whole: bool):
    query = select(Order.id)
    if whole:
        query = select(Order)
    return await asyncio.to_thread(_one_or_the_other_sync, db, query)


def _given_sync(db: Session, query):
    return db.execute(query).all()


async def given(db: Session, query):
    return await asyncio.to_thread(_given_sync, db, query)


def _changed_sync(db: Session, query):
    return db.execute(query).all()


async def changed(db: Session):
    query = select(Order.id)
    query = query.with_only_columns(Order)
    return await asyncio.to_thread(_changed_sync, db, query)
