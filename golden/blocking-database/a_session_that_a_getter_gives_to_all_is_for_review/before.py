from collections.abc import Iterator

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
engine = create_engine("postgresql+psycopg://localhost/shop")
SessionLocal = sessionmaker(bind=engine)
_session = Session(engine)


def get_session() -> Session:
    return _session


def get_db() -> Iterator[Session]:
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


@app.get("/all")
async def of_all(session: Session = Depends(get_session)) -> int:
    return session.execute(text("select count(*) from t")).scalar_one()


@app.get("/own")
async def own(session: Session = Depends(get_db)) -> int:
    return session.execute(text("select count(*) from t")).scalar_one()
