from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException
from sqlalchemy.orm import Session

from app.db import get_db
from app.dependencies import current_customer
from app.models import Customer, Product, Review
from app.repositories.reviews import reviews
from app.schemas import ReviewIn, ReviewOut
from app.services import moderation

router = APIRouter(tags=["reviews"])

Database = Annotated[Session, Depends(get_db)]


async def known_product(product_id: int, db: Database) -> Product:
    product = db.get(Product, product_id)
    if product is None:
        raise HTTPException(404, "no such product")
    return product


@router.get("/products/{product_id}/reviews", response_model=list[ReviewOut])
async def list_reviews(db: Database, product: Product = Depends(known_product)):
    return reviews.of_product(db, product.id)


@router.post("/products/{product_id}/reviews", response_model=ReviewOut, status_code=201)
async def write_review(
    body: ReviewIn,
    db: Database,
    background: BackgroundTasks,
    product: Product = Depends(known_product),
    customer: Customer = Depends(current_customer),
):
    if db.query(Review).filter_by(product_id=product.id, customer_id=customer.id).first():
        raise HTTPException(409, "one review for each product")
    review = Review(product_id=product.id, customer_id=customer.id, **body.model_dump())
    db.add(review)
    db.commit()
    db.refresh(review)
    background.add_task(moderation.note_star, product.id, body.stars)
    return review


@router.post("/reviews/judge")
async def judge():
    return await moderation.judge_all()


@router.get("/reviews/best")
async def best(db: Database, limit: int = 3):
    return [{"product": name, "stars": stars} for name, stars in reviews.best(db, limit)]


@router.get("/reviews/means")
async def means(db: Database, products: str):
    return await moderation.summary(db, [int(number) for number in products.split(",")])


@router.post("/reviews/merge")
async def merge(source: int, target: int, db: Database):
    return {"moved": await moderation.merge_products(db, source, target)}


@router.delete("/reviews")
async def forget(customer: Customer = Depends(current_customer)):
    return {"deleted": await moderation.forget(customer.id)}
