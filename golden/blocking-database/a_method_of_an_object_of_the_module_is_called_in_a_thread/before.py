from contextlib import contextmanager

from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

engine = create_engine("sqlite:///chat.db")
SessionLocal = sessionmaker(autocommit=False, autoflush=False, bind=engine)


@contextmanager
def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


class UsersTable:
    def insert(self, name: str) -> None:
        with get_db() as db:
            db.execute(text("INSERT INTO users (name) VALUES (:name)"), {"name": name})
            db.commit()

    def names(self) -> list[str]:
        with get_db() as db:
            return [name for (name,) in db.execute(text("SELECT name FROM users ORDER BY name"))]


Users = UsersTable()


async def join(name: str) -> list[str]:
    if name in Users.names():
        raise ValueError(f"{name} is taken")
    Users.insert(name)
    return Users.names()
