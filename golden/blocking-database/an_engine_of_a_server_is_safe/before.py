import os

from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

engine = create_engine(os.environ["DATABASE_URL"])
if engine.url.drivername.startswith("sqlite:"):
    raise SystemExit("use a server")
Session = sessionmaker(bind=engine)


async def count() -> int:
    with Session() as session:
        return session.execute(text("select count(*) from t")).scalar_one()
