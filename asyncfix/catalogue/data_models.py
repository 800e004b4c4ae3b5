"""Classes that hold data and check it: Pydantic. Nothing of them blocks; they matter for what their methods give.

Source: the documentation of Pydantic 1 and 2.
"""

from asyncfix.catalogue.row_builders import makes, quiet, types
from asyncfix.catalogue.rows import Family, Row, Threads, TypeRow

TYPES: tuple[TypeRow, ...] = (
    *types("pydantic.BaseModel pydantic.RootModel pydantic.v1.BaseModel", Threads.ANY),
    *types("pydantic_settings.BaseSettings pydantic.BaseSettings", None, "pydantic.BaseModel"),
    *types("pydantic.SecretStr pydantic.SecretBytes pydantic.TypeAdapter", Threads.ANY),
)

ALIASES = (
    ("pydantic.main.BaseModel", "pydantic.BaseModel"),
    ("pydantic.root_model.RootModel", "pydantic.RootModel"),
    ("pydantic.types", "pydantic"),
    ("pydantic.type_adapter", "pydantic"),
)

_MAKING = "construct copy from_orm model_construct model_copy model_validate model_validate_json model_validate_strings"
_TELLING = "dict json model_dump model_dump_json model_json_schema model_rebuild schema schema_json"

ROWS: tuple[Row, ...] = (
    *(
        row
        for owner in ("pydantic.BaseModel", "pydantic.RootModel", "pydantic.v1.BaseModel")
        for row in (
            *quiet(owner, makes(f"{_MAKING} parse_obj parse_raw", "Self"), Family.CPU),
            *quiet(owner, _TELLING, Family.CPU),
        )
    ),
)
