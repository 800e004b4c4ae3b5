from pydantic import BaseModel, ConfigDict, Field


class SignUp(BaseModel):
    email: str = Field(pattern=r".+@.+")
    password: str = Field(min_length=8)


class CustomerOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    email: str


class ProductIn(BaseModel):
    sku: str
    name: str
    price_cents: int = Field(gt=0)
    stock: int = Field(default=0, ge=0)


class ProductOut(ProductIn):
    model_config = ConfigDict(from_attributes=True)

    id: int


class ItemIn(BaseModel):
    product_id: int
    quantity: int = Field(gt=0)


class OrderIn(BaseModel):
    items: list[ItemIn] = Field(min_length=1)


class OrderOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    status: str
    total_cents: int
    payment_reference: str | None = None
    tracking_number: str | None = None


class ReviewIn(BaseModel):
    stars: int = Field(ge=1, le=5)
    text: str = ""


class ReviewOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    stars: int
    text: str
    status: str
