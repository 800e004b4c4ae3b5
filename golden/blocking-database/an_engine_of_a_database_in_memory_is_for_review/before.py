from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

engine = create_engine("sqlite:///:memory:")
Session = sessionmaker(bind=engine)


async def count() -> int:
    with Session() as session:
        return session.execute(text("select count(*) from t")).scalar_one()
