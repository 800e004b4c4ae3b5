"""Settings, read from the environment when the application starts."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    data_dir: Path
    database_url: str
    payments_url: str
    payments_key: str
    carrier_url: str
    rates_url: str
    http_timeout: float
    retry_backoff: float
    poll_interval: float
    orders_per_second: float
    password_rounds: int
    currency: str = "EUR"

    @property
    def flags_db(self) -> str:
        return str(self.data_dir / "flags.db")

    @property
    def jobs_db(self) -> str:
        return str(self.data_dir / "jobs.db")

    @property
    def log_file(self) -> Path:
        return self.data_dir / "shop.log"


def load() -> Settings:
    env = os.environ
    data_dir = Path(env.get("SHOP_DATA_DIR", "data"))
    data_dir.mkdir(parents=True, exist_ok=True)
    return Settings(
        data_dir=data_dir,
        database_url=env.get("SHOP_DATABASE_URL", f"sqlite:///{data_dir / 'shop.db'}"),
        payments_url=env.get("SHOP_PAYMENTS_URL", "http://localhost:9001/payments"),
        payments_key=env.get("SHOP_PAYMENTS_KEY", "test-key"),
        carrier_url=env.get("SHOP_CARRIER_URL", "http://localhost:9001/carrier"),
        rates_url=env.get("SHOP_RATES_URL", "http://localhost:9001/rates"),
        http_timeout=float(env.get("SHOP_HTTP_TIMEOUT", "5")),
        retry_backoff=float(env.get("SHOP_RETRY_BACKOFF", "0.5")),
        poll_interval=float(env.get("SHOP_POLL_INTERVAL", "0.5")),
        orders_per_second=float(env.get("SHOP_ORDERS_PER_SECOND", "5")),
        password_rounds=int(env.get("SHOP_PASSWORD_ROUNDS", "600000")),
    )


settings = load()
