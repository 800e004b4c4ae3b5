import asyncio

from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80))


def _rename_sync(user_id: int, name: str) -> None:
    user = db.session.get(User, user_id)
    user.name = name
    db.session.commit()


async def rename(user_id: int, name: str) -> None:
    await asyncio.to_thread(_rename_sync, user_id, name)


def _find_sync(name: str):
    return db.session.query(User).filter_by(name=name).first()


async def find(name: str):
    return await asyncio.to_thread(_find_sync, name)
