"""SQLAlchemy's expression language: statements, their parts and loader options. Nothing of it touches a database.

Source: the documentation of SQLAlchemy and SQLModel.
"""

from asyncfix.catalogue.row_builders import makes, quiet
from asyncfix.catalogue.rows import Family, Row, Threads, TypeRow

TYPES: tuple[TypeRow, ...] = (
    TypeRow("sqlalchemy.sql.ClauseElement", Threads.ANY, real=False, note="a statement, or a part of one"),
)

ALIASES: tuple[tuple[str, str], ...] = ()

_STATEMENT = "sqlalchemy.sql.ClauseElement"
_MAKERS = (
    "and_ asc between bindparam case cast collate column delete desc distinct except_ except_all exists extract false"
    " insert intersect intersect_all join lateral literal literal_column not_ null nulls_first nulls_last nullsfirst"
    " nullslast or_ outerjoin over select table tablesample text true try_cast tuple_ type_coerce union union_all"
    " update values within_group"
)

ROWS: tuple[Row, ...] = (
    *(
        row
        for owner in ("sqlalchemy", "sqlalchemy.sql", "sqlalchemy.sql.expression", "sqlalchemy.future", "sqlmodel")
        for row in (
            *quiet(owner, makes(_MAKERS, _STATEMENT), Family.DATABASE),
            *quiet(owner, f"func->{_STATEMENT}", Family.DATABASE, attribute=True),
        )
    ),
    *(
        row
        for name in ("mysql", "postgresql", "sqlite")
        for row in quiet(f"sqlalchemy.dialects.{name}", f"insert->{_STATEMENT}", Family.DATABASE)
    ),
    *quiet(
        "sqlalchemy.orm",
        makes(
            "aliased contains_eager defer joinedload lazyload load_only noload raiseload"
            " selectinload subqueryload undefer with_loader_criteria",
            _STATEMENT,
        ),
        Family.DATABASE,
    ),
    *quiet(_STATEMENT, "*->Self", Family.DATABASE),
    *quiet(_STATEMENT, "__getattr__->Self", Family.DATABASE, attribute=True),
)
