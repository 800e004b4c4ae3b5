from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("sqlite://")
session = Session(engine)


async def one():
    return session.execute(text("SELECT 1")).scalar()


async def own():
    with Session(engine) as mine:
        return mine.execute(text("SELECT 1")).scalar()
