"""Open files, and what opens them.

Sources of the codes: ruff's ASYNC230, flake8-async's ASYNC231 (`os.fdopen`) and ASYNC232 (methods of files).
"""

from asyncfix.catalogue.row_builders import blocking, in_memory, quiet, types
from asyncfix.catalogue.rows import Argument, Family, Row, Severity, Threads, TypeRow

_FILE, _LOW, _MEDIUM = Family.FILE, Severity.LOW, Severity.MEDIUM
_READING = ("'rb'", "'br'")
_WRITING = ("'wb'", "'bw'", "'ab'", "'ba'", "'xb'", "'bx'")


def file_by_mode(position: int) -> tuple[tuple[Argument, str], ...]:
    """The types of files that are no text, for a function like `open`; `position` is that of the mode."""
    return (
        (Argument("buffering", position + 1, ("0",)), "io.FileIO"),
        (Argument("mode", position, _READING), "io.BufferedReader"),
        (Argument("mode", position, _WRITING), "io.BufferedWriter"),
        (Argument("mode", position, modes="b"), "io.BufferedRandom"),
    )


_ASYNC_OPEN = (("aiofiles", "aiofiles.open"), ("anyio", "anyio.open_file"), ("trio", "trio.open_file"))

_CLASSES = (
    "io.BufferedRandom",
    "io.BufferedReader",
    "io.BufferedWriter",
    "io.FileIO",
    "io.TextIOWrapper",
    "typing.BinaryIO",
    "typing.IO",
    "typing.TextIO",
    "gzip.GzipFile",
    "bz2.BZ2File",
    "lzma.LZMAFile",
)

TYPES: tuple[TypeRow, ...] = (
    *types(
        "io.BufferedRandom io.BufferedReader io.BufferedWriter io.FileIO io.TextIOWrapper io.BufferedRWPair",
        Threads.ONE,
    ),
    *types("io.BytesIO io.StringIO", Threads.ONE),
    *types("typing.IO", Threads.ONE),
    *types("typing.BinaryIO typing.TextIO", None, "typing.IO"),
    *types("codecs.StreamReaderWriter gzip.GzipFile bz2.BZ2File lzma.LZMAFile mmap.mmap", Threads.ONE),
)

ALIASES = (
    ("builtins.open", "open"),
    ("_io", "io"),
    ("_pyio", "io"),
    ("typing.io.IO", "typing.IO"),
)

_OPEN: tuple[Row, ...] = (
    *blocking(
        "",
        "open->io.TextIOWrapper",
        _FILE,
        _MEDIUM,
        codes=("ASYNC230",),
        twins=_ASYNC_OPEN,
        returns_when=file_by_mode(1),
    ),
    *blocking(
        "io",
        "open->io.TextIOWrapper",
        _FILE,
        _MEDIUM,
        codes=("ASYNC230",),
        twins=_ASYNC_OPEN,
        returns_when=file_by_mode(1),
    ),
    *blocking("io", "open_code->io.BufferedReader", _FILE, _MEDIUM, codes=("ASYNC230",)),
    *blocking("io", "FileIO->io.FileIO", _FILE, _MEDIUM),
    *blocking("os", "fdopen->io.TextIOWrapper", _FILE, _LOW, codes=("ASYNC231",), returns_when=file_by_mode(1)),
    *blocking("codecs", "open->codecs.StreamReaderWriter", _FILE, _MEDIUM),
    *blocking("tokenize", "open->io.TextIOWrapper", _FILE, _MEDIUM),
    *blocking("gzip", "open->gzip.GzipFile GzipFile->gzip.GzipFile", _FILE, _MEDIUM, unless=in_memory("filename", 0)),
    *blocking("bz2", "open->bz2.BZ2File BZ2File->bz2.BZ2File", _FILE, _MEDIUM, unless=in_memory("filename", 0)),
    *blocking("lzma", "open->lzma.LZMAFile LZMAFile->lzma.LZMAFile", _FILE, _MEDIUM, unless=in_memory("filename", 0)),
    *blocking("mmap", "mmap->mmap.mmap", _FILE, _LOW, note="what is read later may come from the disk"),
    *blocking("mmap.mmap", "flush", _FILE, _MEDIUM),
    *blocking("mmap.mmap", "close resize", _FILE, _LOW),
    *blocking(
        "mmap.mmap",
        "find read read_byte readline rfind write write_byte",
        _FILE,
        _MEDIUM,
        note="where the pages are not in memory",
    ),
)

_METHODS: tuple[Row, ...] = tuple(
    row
    for owner in _CLASSES
    for row in (
        *quiet(owner, "__enter__->Self", _FILE),
        *blocking(
            owner,
            "__exit__ __next__ close flush read readline readlines truncate write writelines",
            _FILE,
            _MEDIUM,
            codes=("ASYNC232",),
        ),
        *blocking(owner, "seek tell", _FILE, _LOW, codes=("ASYNC232",)),
    )
)

_BINARY = (
    *blocking("io.BufferedRandom", "peek read1 readinto readinto1", _FILE, _MEDIUM, codes=("ASYNC232",)),
    *blocking("io.BufferedReader", "peek read1 readinto readinto1", _FILE, _MEDIUM, codes=("ASYNC232",)),
    *blocking("io.FileIO", "readall readinto", _FILE, _MEDIUM, codes=("ASYNC232",)),
    *blocking("gzip.GzipFile", "peek read1 readinto readinto1 rewind", _FILE, _MEDIUM, codes=("ASYNC232",)),
    *blocking("bz2.BZ2File", "peek read1 readinto", _FILE, _MEDIUM, codes=("ASYNC232",)),
    *blocking("lzma.LZMAFile", "peek read1", _FILE, _MEDIUM, codes=("ASYNC232",)),
    *quiet("codecs.StreamReaderWriter", "__enter__->Self", _FILE),
    *blocking(
        "codecs.StreamReaderWriter", "__exit__ __next__ read readline readlines seek write writelines", _FILE, _MEDIUM
    ),
    *blocking(
        "codecs.StreamReaderWriter", "close flush tell truncate", _FILE, _MEDIUM, note="of the file that it wraps"
    ),
    *quiet("io.TextIOWrapper", "buffer->io.BufferedRandom", _FILE, attribute=True),
    *quiet("io.TextIOWrapper", "detach->io.BufferedRandom reconfigure", _FILE),
    *blocking("io.BufferedRWPair", "close flush peek read read1 readinto write", _FILE, _MEDIUM),
)

ROWS: tuple[Row, ...] = (*_OPEN, *_METHODS, *_BINARY)
