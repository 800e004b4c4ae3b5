from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException
from sqlalchemy.orm import Session

from app.db import get_db
from app.dependencies import current_customer, flags, get_payments, ordering_customer
from app.models import Customer, Order
from app.repositories.orders import orders
from app.schemas import OrderIn, OrderOut
from app.services import audit, inventory, shipping
from app.services.notifications import mailer
from app.services.payments import PaymentDeclined, PaymentError, PaymentGateway
from app.tasks.maintenance import note_sale

router = APIRouter(prefix="/orders", tags=["orders"])

LARGE_ORDER_CENTS = 100_000


@router.post("", response_model=OrderOut, status_code=201)
async def place_order(
    body: OrderIn,
    background: BackgroundTasks,
    customer: Customer = Depends(ordering_customer),
    gateway: PaymentGateway = Depends(get_payments),
    db: Session = Depends(get_db),
):
    wanted = {item.product_id: item.quantity for item in body.items}
    try:
        reserved = await inventory.reserve(db, wanted)
    except inventory.OutOfStock as error:
        raise HTTPException(409, str(error)) from None
    if missing := wanted.keys() - reserved.keys():
        db.rollback()
        raise HTTPException(422, f"unknown products: {sorted(missing)}")
    order = orders.create(db, customer, [(reserved[key], wanted[key]) for key in wanted])

    if order.total_cents > LARGE_ORDER_CENTS and await flags.is_on("approve-large-orders"):
        await audit.ask(audit.Approval(order.id), seconds=0.05)
    try:
        order.payment_reference = await gateway.charge(order.id, order.total_cents)
    except PaymentError as error:
        order.status = "declined" if isinstance(error, PaymentDeclined) else "unpaid"
        await inventory.release(db, wanted)
        db.commit()
        raise HTTPException(402, str(error)) from None
    order.status = "paid"
    db.commit()
    await mailer.order_confirmed(order)
    audit.record_soon("order placed", order=order.id)
    background.add_task(note_sale, order.id, order.total_cents)
    return order


def own_order(
    order_id: int, customer: Customer = Depends(current_customer), db: Session = Depends(get_db)
) -> Order:
    order = orders.get(db, order_id)
    if order is None or order.customer_id != customer.id:
        raise HTTPException(404, "no such order")
    return order


@router.get("/{order_id}", response_model=OrderOut)
async def get_order(order: Order = Depends(own_order)):
    return order


@router.post("/{order_id}/ship", response_model=OrderOut)
async def ship_order(
    order: Order = Depends(own_order),
    gateway: PaymentGateway = Depends(get_payments),
    db: Session = Depends(get_db),
):
    if order.payment_reference is None or not await gateway.wait_until_settled(order.payment_reference):
        raise HTTPException(409, "the payment is not settled")
    try:
        order.tracking_number = await shipping.ship(order)
    except shipping.ShippingError as error:
        raise HTTPException(503, str(error)) from error
    order.status = "shipped"
    db.commit()
    return order


@router.delete("/{order_id}", response_model=OrderOut)
async def cancel_order(
    order: Order = Depends(own_order),
    gateway: PaymentGateway = Depends(get_payments),
    db: Session = Depends(get_db),
):
    if order.status == "shipped":
        raise HTTPException(409, "the parcel is on its way")
    if order.payment_reference:
        await gateway.refund(order.payment_reference)
    await inventory.release(db, {item.product_id: item.quantity for item in order.items})
    order.status = "cancelled"
    db.commit()
    audit.record("order cancelled", order=order.id)
    return order
