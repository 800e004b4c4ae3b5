from sqlalchemy import create_engine, text
from sqlalchemy.orm import scoped_session, sessionmaker

engine = create_engine("sqlite:///shop.db")
session = scoped_session(sessionmaker(bind=engine))


async def rename(old: str, new: str) -> None:
    session.execute(text("UPDATE items SET name = :new WHERE name = :old"), {"old": old, "new": new})
    session.commit()


async def transfer(reader) -> None:
    session.execute(text("DELETE FROM items"))
    async for name in reader:
        session.execute(text("INSERT INTO items VALUES (:name)"), {"name": name})
    session.commit()
