import datetime
import io
import re
import time

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert


class Order(BaseModel):
    number: int

    def masked(self):
        return self


def prepared(column, row):
    time.sleep(0.1)
    statement = insert(column).values(row).on_conflict_do_update(index_elements=["id"], set_=row)
    counted = select(func.count(column).label("n")).where(column.op("->>")("key") == "x")
    order = Order.model_validate(row).masked()
    week = datetime.datetime.now(datetime.UTC).isocalendar().week
    text = io.BytesIO(bytes.fromhex("00")).getvalue().decode().center(7)
    found = re.compile("a").match(text)
    return statement, counted, order, week, found.expand("x") if found else ""


async def saved(column, row):
    return prepared(column, row)


def looked_up(registry):
    time.sleep(0.1)
    return registry.frobnicate()


async def unknown(registry):
    return looked_up(registry)
