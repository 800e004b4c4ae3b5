import asyncio

from sqlalchemy import ForeignKey, create_engine, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

engine = create_engine("sqlite:///shop.db")


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "authors"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    books: Mapped[list["Book"]] = relationship()


class Book(Base):
    __tablename__ = "books"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))


async def author(db: Session, name: str) -> Author | None:
    return db.scalars(select(Author).where(Author.name == name)).first()


def _titles_sync(db: Session):
    return [book.title for book in db.scalars(select(Book).order_by(Book.title))]


async def titles(db: Session) -> list[str]:
    return await asyncio.to_thread(_titles_sync, db)


def _rename_sync(db: Session, old: str, new: str) -> None:
    db.execute(update(Author).where(Author.name == old).values(name=new))
    db.commit()


async def rename(db: Session, old: str, new: str) -> None:
    await asyncio.to_thread(_rename_sync, db, old, new)


def _fetch_author(db: Session):
    return db.scalars(select(Author.name).order_by(Author.name)).all()


async def author_names(db: Session) -> list[str]:
    await asyncio.sleep(0)
    return await asyncio.to_thread(_fetch_author, db)
