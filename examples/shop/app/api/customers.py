from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import get_db
from app.models import Customer
from app.schemas import CustomerOut, SignUp
from app.services import audit
from app.services.passwords import hash_password, is_correct, new_salt

router = APIRouter(prefix="/customers", tags=["customers"])


@router.post("", response_model=CustomerOut, status_code=201)
async def sign_up(body: SignUp, db: Session = Depends(get_db)):
    if db.scalar(select(Customer).where(Customer.email == body.email)):
        raise HTTPException(409, "this address has an account")
    salt = new_salt()
    customer = Customer(email=body.email, salt=salt, password_hash=hash_password(body.password, salt))
    db.add(customer)
    db.commit()
    db.refresh(customer)
    await audit.record("customer signed up", customer=customer.id)
    return customer


@router.post("/login", response_model=CustomerOut)
async def login(body: SignUp, db: Session = Depends(get_db)):
    customer = db.scalar(select(Customer).where(Customer.email == body.email))
    if customer is None or not is_correct(body.password, customer.salt, customer.password_hash):
        raise HTTPException(401, "wrong address or password")
    return customer
