from typing import Annotated

from fastapi import Depends, Header, HTTPException
from sqlalchemy.orm import Session

from app.db import get_db
from app.models import Customer
from app.services.flags import FlagStore
from app.services.payments import PaymentGateway
from app.services.ratelimit import RateLimiter
from app.settings import settings

flags = FlagStore(settings.flags_db)
payments = PaymentGateway(settings.payments_url, settings.payments_key, backoff=settings.retry_backoff)
order_limit = RateLimiter(settings.orders_per_second)


async def current_customer(
    x_customer_id: Annotated[int, Header()], db: Session = Depends(get_db)
) -> Customer:
    customer = db.get(Customer, x_customer_id)
    if customer is None:
        raise HTTPException(401, "unknown customer")
    return customer


async def ordering_customer(customer: Customer = Depends(current_customer)) -> Customer:
    await order_limit.acquire(str(customer.id))
    return customer


def get_payments() -> PaymentGateway:
    return payments
