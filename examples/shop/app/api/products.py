from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db import get_db
from app.models import Product
from app.repositories.orders import orders
from app.repositories.products import products
from app.schemas import ProductIn, ProductOut
from app.services import rates, reports

router = APIRouter(prefix="/products", tags=["products"])


@router.get("", response_model=list[ProductOut])
async def list_products(q: str = "", db: Session = Depends(get_db)):
    return products.find(db, q) if q else products.all(db)


@router.post("", response_model=ProductOut, status_code=201)
async def create_product(body: ProductIn, db: Session = Depends(get_db)):
    try:
        return products.add(db, **body.model_dump())
    except IntegrityError:
        db.rollback()
        raise HTTPException(409, f"{body.sku} exists already") from None


@router.get("/together")
async def together(db: Session = Depends(get_db)):
    names = products.names()
    pairs = reports.bought_together(orders.all(db))
    return [{"products": [names[first], names[second]], "orders": count} for first, second, count in pairs]


@router.get("/{product_id}", response_model=ProductOut)
def get_product(product_id: int, db: Session = Depends(get_db)):
    product = db.get(Product, product_id)
    if product is None:
        raise HTTPException(404, "no such product")
    return product


@router.get("/{product_id}/price")
async def price(product_id: int, currency: str = "EUR", db: Session = Depends(get_db)):
    product = db.query(Product).filter(Product.id == product_id).one_or_none()
    if product is None:
        raise HTTPException(404, "no such product")
    try:
        return {"currency": currency, "cents": await rates.convert(product.price_cents, currency)}
    except KeyError:
        raise HTTPException(422, f"unknown currency {currency}") from None
