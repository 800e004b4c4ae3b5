import asyncio
import logging
from contextlib import asynccontextmanager
from contextvars import ContextVar
from uuid import uuid4

from fastapi import FastAPI, Request

from app.api import admin, customers, orders, products, reviews, webhooks
from app.db import Base, engine
from app.dependencies import flags
from app.settings import settings
from app.tasks.maintenance import wait_for_database, warm_up

logger = logging.getLogger(__name__)

request_id: ContextVar[str] = ContextVar("request_id", default="-")


@asynccontextmanager
async def lifespan(app: FastAPI):
    loop = asyncio.get_event_loop()
    loop.set_exception_handler(lambda loop, context: logger.error("in a task: %s", context["message"]))
    handler = logging.FileHandler(settings.log_file)
    app_logger = logging.getLogger("app")
    app_logger.setLevel(logging.INFO)
    app_logger.addHandler(handler)
    wait_for_database()
    Base.metadata.create_all(engine)
    await warm_up()
    refresh = await flags.start(["approve-large-orders"])
    yield
    refresh.cancel()
    app_logger.removeHandler(handler)
    handler.close()


def create_app() -> FastAPI:
    app = FastAPI(title="shop", lifespan=lifespan)

    @app.middleware("http")
    async def add_headers(request: Request, call_next):
        started = asyncio.get_event_loop().time()
        request_id.set(request.headers.get("X-Request-Id", uuid4().hex))
        response = await call_next(request)
        response.headers["X-Request-Id"] = request_id.get()
        response.headers["X-Process-Time"] = f"{asyncio.get_event_loop().time() - started:.4f}"
        return response

    for module in (reviews, products, customers, orders, webhooks, admin):
        app.include_router(module.router)
    return app


app = create_app()
