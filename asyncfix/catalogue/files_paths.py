"""pathlib, and the paths of other modules that look like it.

Source of the codes: ruff's ASYNC230 (`Path.open`) and ASYNC240 (every other method but the pure ones).
"""

from asyncfix.catalogue.files_handles import file_by_mode
from asyncfix.catalogue.row_builders import Twin, blocking, quiet, stepping, types
from asyncfix.catalogue.rows import Family, Row, Severity, Threads, TypeRow

_FILE, _LOW, _MEDIUM = Family.FILE, Severity.LOW, Severity.MEDIUM
_ANYIO = Twin("anyio", "anyio.Path")
_240 = ("ASYNC240",)

TYPES: tuple[TypeRow, ...] = (
    *types("pathlib.PurePath", Threads.ANY),
    *types("pathlib.PurePosixPath pathlib.PureWindowsPath pathlib.Path", None, "pathlib.PurePath"),
    *types("pathlib.PosixPath pathlib.WindowsPath", None, "pathlib.Path"),
    *types("importlib.resources.abc.Traversable zipfile.Path", Threads.ONE),
)

ALIASES = (("importlib.abc.Traversable", "importlib.resources.abc.Traversable"),)

_PURE = (
    *quiet(
        "pathlib.PurePath",
        "__rtruediv__->Self __truediv__->Self joinpath->Self relative_to->Self with_name->Self with_stem->Self"
        " with_suffix->Self",
        _FILE,
    ),
    *quiet("pathlib.PurePath", "with_segments->Self", _FILE, since=(3, 12)),
    *quiet("pathlib.PurePath", "parent->Self", _FILE, attribute=True),
    *quiet("pathlib.PurePath", "parents", _FILE, attribute=True, yields="Self"),
)

_PATH = (
    *blocking(
        "pathlib.Path",
        "open->io.TextIOWrapper",
        _FILE,
        _MEDIUM,
        _ANYIO,
        codes=("ASYNC230",),
        returns_when=file_by_mode(0),
    ),
    *blocking("pathlib.Path", "read_bytes read_text write_bytes write_text", _FILE, _MEDIUM, _ANYIO, codes=_240),
    *blocking(
        "pathlib.Path",
        "absolute->Self chmod cwd->Self exists expanduser->Self group hardlink_to home->Self is_block_device"
        " is_char_device"
        " is_dir is_fifo is_file is_mount is_socket is_symlink lchmod lstat mkdir owner readlink->Self rename->Self"
        " replace->Self resolve->Self rmdir samefile stat symlink_to touch unlink",
        _FILE,
        _LOW,
        _ANYIO,
        codes=_240,
    ),
    *blocking("pathlib.Path", "is_junction", _FILE, _LOW, _ANYIO, codes=_240, since=(3, 12)),
    *blocking("pathlib.Path", "link_to", _FILE, _LOW, codes=_240, until=(3, 12)),
    *blocking(
        "pathlib.Path",
        "copy->Self copy_into->Self move->Self move_into->Self",
        _FILE,
        _MEDIUM,
        _ANYIO,
        codes=_240,
        since=(3, 14),
    ),
    *blocking("pathlib.Path", "iterdir", _FILE, _LOW, _ANYIO, codes=_240, steps=True, yields="Self"),
    *stepping("pathlib.Path", "glob rglob", _FILE, _LOW, codes=_240, yields="Self"),
    *stepping("pathlib.Path", "walk", _FILE, _LOW, codes=_240, since=(3, 12)),
    *quiet("pathlib.Path", "from_uri->Self", _FILE, since=(3, 13)),
)

_OTHERS = tuple(
    row
    for owner in ("importlib.resources.abc.Traversable", "zipfile.Path")
    for row in (
        *quiet(owner, "__truediv__->Self joinpath->Self", _FILE),
        *blocking(owner, "open read_bytes read_text", _FILE, _MEDIUM),
        *blocking(owner, "is_dir is_file", _FILE, _LOW),
        *blocking(owner, "iterdir", _FILE, _LOW, steps=True, yields="Self"),
    )
)

_ZIPPED = (
    *blocking("zipfile.Path", "exists", _FILE, _LOW),
    *stepping("zipfile.Path", "glob rglob", _FILE, _LOW, yields="Self", since=(3, 12)),
)

ROWS: tuple[Row, ...] = (*_PURE, *_PATH, *_OTHERS, *_ZIPPED)
