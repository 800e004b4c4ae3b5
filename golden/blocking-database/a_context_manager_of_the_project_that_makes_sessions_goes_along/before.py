from contextlib import contextmanager

from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

engine = create_engine("sqlite:///shop.db")
make_session = sessionmaker(engine)


@contextmanager
def session_scope():
    session = make_session()
    try:
        yield session
        session.commit()
    except Exception:
        session.rollback()
        raise
    finally:
        session.close()


async def rename(old: str, new: str) -> int:
    with session_scope() as session:
        result = session.execute(text("UPDATE items SET name = :new WHERE name = :old"), {"old": old, "new": new})
        return result.rowcount


async def names() -> list[str]:
    with session_scope() as session:
        return list(session.execute(text("SELECT name FROM items ORDER BY name")).scalars())
