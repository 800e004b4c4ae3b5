import asyncio

from sqlmodel import Field, Session, SQLModel, create_engine, select

engine = create_engine("sqlite:///heroes.db")


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str


def _fetch_hero(ids: list[int], session: Session):
    return [session.get(Hero, number) for number in ids]


async def names(session: Session, ids: list[int]) -> list[str]:
    found = await asyncio.to_thread(_fetch_hero, ids, session)
    return [hero.name for hero in found if hero is not None]


def _rename_sync(number: int, name: str) -> bool:
    with Session(engine) as session:
        hero = session.exec(select(Hero).where(Hero.id == number)).one_or_none()
        if not hero:
            return False
        hero.name = name
        session.add(hero)
        session.commit()
        session.refresh(hero)
    return True


async def rename(number: int, name: str) -> bool:
    return await asyncio.to_thread(_rename_sync, number, name)
