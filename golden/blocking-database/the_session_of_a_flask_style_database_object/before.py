from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80))


async def rename(user_id: int, name: str) -> None:
    user = db.session.get(User, user_id)
    user.name = name
    db.session.commit()


async def find(name: str):
    return db.session.query(User).filter_by(name=name).first()
