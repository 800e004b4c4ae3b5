from fastapi import Depends, FastAPI, HTTPException
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import String, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine("sqlite:///shop.db")
SessionLocal = sessionmaker(bind=engine)
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customers"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(100), unique=True)


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


async def greet(email: str) -> str:
    return f"Hello {email}"


def _fetch_customer(db: Session, email: str):
    if db.scalar(select(Customer).where(Customer.email == email)):
        raise HTTPException(409, "this address is taken")
    customer = Customer(email=email)
    db.add(customer)
    db.commit()
    db.refresh(customer)
    return customer


@app.post("/customers")
async def sign_up(email: str, db: Session = Depends(get_db)):
    customer = await run_in_threadpool(_fetch_customer, db, email)
    return {"id": customer.id, "greeting": await greet(email)}
