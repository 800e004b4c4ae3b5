"""The file system by name: os, os.path, shutil, glob, tempfile and their like.

Sources of the codes: ruff's ASYNC240 (every function of os.path but the pure ones), flake8-async's ASYNC231
and ASYNC240. Left out of `os`: what asks the kernel about the process or a descriptor and never waits for a disk
(`getpid`, `lseek`, `dup`, `pipe`, `isatty`), and what works on strings (`fspath`, `fsencode`).
"""

from asyncfix.catalogue.row_builders import Twin, blocking, quiet, stepping, types
from asyncfix.catalogue.rows import Argument, Family, Row, Severity, Threads, TypeRow

_FILE, _LOW, _MEDIUM, _HIGH = Family.FILE, Severity.LOW, Severity.MEDIUM, Severity.HIGH
_AIOFILES = Twin("aiofiles", "aiofiles.os")
_OSPATH = Twin("aiofiles", "aiofiles.ospath")
_240 = ("ASYNC240",)
_CWD = "it asks the system for the working directory when the path is relative"

TYPES: tuple[TypeRow, ...] = (
    *types("os.DirEntry tempfile.TemporaryDirectory filecmp.dircmp fileinput.FileInput", Threads.ONE),
    TypeRow("os.ScandirIterator", Threads.ONE, real=False),
    TypeRow("tempfile._TemporaryFileWrapper", Threads.ONE),
    TypeRow("tempfile.SpooledTemporaryFile", Threads.ONE),
)

ALIASES = (
    ("posixpath", "os.path"),
    ("ntpath", "os.path"),
    ("genericpath", "os.path"),
    ("posix", "os"),
    ("nt", "os"),
)

_OS: tuple[Row, ...] = (
    *blocking(
        "os",
        "access getcwd link listdir makedirs mkdir readlink remove removedirs rename renames replace rmdir stat statvfs"
        " symlink unlink",
        _FILE,
        _LOW,
        _AIOFILES,
    ),
    *blocking("os", "scandir->os.ScandirIterator", _FILE, _LOW, _AIOFILES, steps=True, yields="os.DirEntry"),
    *blocking(
        "os",
        "chdir chmod chown chroot close closerange fchdir fchmod fchown fpathconf fstat fstatvfs getcwdb lchown"
        " listxattr getxattr lstat mkfifo mknod pathconf removexattr setxattr utime",
        _FILE,
        _LOW,
    ),
    *blocking("os", "chflags lchflags", _FILE, _LOW, platform="darwin"),
    *blocking("os", "lchmod", _FILE, _LOW, platform="win32"),
    *blocking("os", "listdrives listmounts listvolumes", _FILE, _LOW, platform="win32", since=(3, 12)),
    *blocking("os", "getgrouplist getlogin initgroups", _FILE, _LOW, note="it reads the user database"),
    *blocking(
        "os",
        "copy_file_range fdatasync fsync ftruncate posix_fadvise posix_fallocate pread preadv pwrite pwritev sync"
        " truncate",
        _FILE,
        _MEDIUM,
    ),
    *blocking("os", "sendfile", _FILE, _MEDIUM, _AIOFILES),
    *blocking("os", "open", _FILE, _MEDIUM, note="opening a pipe waits for its other end"),
    *blocking("os", "read readv write writev", _FILE, _MEDIUM, note="not where the descriptor was made non-blocking"),
    *blocking("os", "splice", _FILE, _MEDIUM),
    *blocking("os", "readinto", _FILE, _MEDIUM, since=(3, 14)),
    *stepping("os", "walk fwalk", _FILE, _LOW),
)

_PATH = (
    *blocking(
        "os.path",
        "abspath exists getatime getctime getsize isdir isfile islink ismount sameopenfile samefile",
        _FILE,
        _LOW,
        _OSPATH,
        codes=_240,
    ),
    *blocking("os.path", "getmtime lexists realpath", _FILE, _LOW, codes=_240),
    *blocking("os.path", "isjunction", _FILE, _LOW, codes=_240, since=(3, 12)),
    *blocking("os.path", "isdevdrive", _FILE, _LOW, codes=_240, since=(3, 13)),
    *blocking("os.path", "relpath", _FILE, _LOW, codes=_240, note=_CWD),
    *blocking("os.path", "expanduser", _FILE, _LOW, codes=_240, note="it may read the user database"),
    *quiet("os.path", "normpath", _FILE, codes=_240, note="it works on the text of the path and touches no disk"),
    *quiet("os.path", "samestat", _FILE, note="it compares two results of stat and touches no disk"),
)

_ENTRIES = (
    *blocking("os.DirEntry", "is_dir is_file is_symlink stat", _FILE, _LOW, note="only where the listing did not tell"),
    *blocking("os.DirEntry", "is_junction", _FILE, _LOW, since=(3, 12)),
    *blocking("os.DirEntry", "inode", _FILE, _LOW, note="on Windows"),
    *blocking("os.ScandirIterator", "__next__->os.DirEntry", _FILE, _LOW),
    *quiet("os.ScandirIterator", "__enter__->Self __exit__ close", _FILE),
)

_SHUTIL = (
    *blocking(
        "shutil",
        "copy copy2 copyfile copytree make_archive move rmtree unpack_archive",
        _FILE,
        _MEDIUM,
    ),
    *blocking("shutil", "chown copymode copystat disk_usage which", _FILE, _LOW),
    *blocking(
        "shutil",
        "copyfileobj",
        _FILE,
        _MEDIUM,
        note="not where both files are in memory",
    ),
)

_TREES = (
    *blocking("glob", "glob", _FILE, _MEDIUM),
    *stepping("glob", "iglob", _FILE, _LOW),
    *blocking("glob", "glob0 glob1", _FILE, _LOW),
    *blocking("filecmp", "cmp cmpfiles", _FILE, _MEDIUM),
    *blocking("filecmp.dircmp", "report report_full_closure report_partial_closure", _FILE, _MEDIUM),
    *blocking(
        "filecmp.dircmp",
        "common common_dirs common_files common_funny diff_files funny_files left_list left_only right_list right_only"
        " same_files subdirs",
        _FILE,
        _MEDIUM,
        attribute=True,
        note="it is computed at the first access",
    ),
    *quiet("fileinput", "input->fileinput.FileInput", _FILE),
    *blocking("fileinput", "close nextfile", _FILE, _MEDIUM),
    *blocking("fileinput.FileInput", "__exit__ __next__ close nextfile readline", _FILE, _MEDIUM),
    *quiet("fileinput.FileInput", "__enter__->Self", _FILE),
    *blocking("linecache", "getline getlines updatecache", _FILE, _MEDIUM),
    *blocking("linecache", "checkcache", _FILE, _LOW),
)

_BINARY = "io.BufferedRandom"
_TEXT = "io.TextIOWrapper"
_TEXT_MODES = Argument("mode", 0, ("'r'", "'w'", "'r+'", "'w+'", "'x'", "'x+'", "'a'", "'a+'", "'rt'", "'wt'", "'w+t'"))

_TEMPORARY = (
    *blocking("tempfile", "mkdtemp mkstemp", _FILE, _LOW),
    *blocking("tempfile", "mktemp", _FILE, _LOW),
    *blocking("tempfile", "gettempdir gettempdirb", _FILE, _LOW, note="only the first call, which tries the folders"),
    *blocking("tempfile", "TemporaryFile", _FILE, _LOW, returns=_BINARY, returns_when=((_TEXT_MODES, _TEXT),)),
    *blocking("tempfile", "NamedTemporaryFile->tempfile._TemporaryFileWrapper", _FILE, _LOW),
    *blocking("tempfile", "TemporaryDirectory->tempfile.TemporaryDirectory", _FILE, _LOW),
    *quiet(
        "tempfile",
        "SpooledTemporaryFile->tempfile.SpooledTemporaryFile",
        _FILE,
        note="the file is made when its content outgrows max_size",
    ),
    *quiet("tempfile.TemporaryDirectory", "__enter__", _FILE),
    *blocking("tempfile.TemporaryDirectory", "__exit__ cleanup", _FILE, _MEDIUM),
)

_HANDLES = tuple(
    row
    for owner in ("tempfile._TemporaryFileWrapper", "tempfile.SpooledTemporaryFile")
    for row in (
        *quiet(owner, "__enter__->Self", _FILE),
        *blocking(
            owner,
            "__exit__ close flush read readline readlines truncate write writelines",
            _FILE,
            _MEDIUM,
            codes=("ASYNC232",),
        ),
        *blocking(owner, "seek tell", _FILE, _LOW, codes=("ASYNC232",)),
    )
)

_DESCRIPTORS = (
    *blocking("tempfile.SpooledTemporaryFile", "read1 readinto readinto1 rollover", _FILE, _MEDIUM),
    *blocking("tempfile._TemporaryFileWrapper", "__next__", _FILE, _MEDIUM, codes=("ASYNC232",)),
    *blocking("tempfile.SpooledTemporaryFile", "__next__", _FILE, _MEDIUM, codes=("ASYNC232",)),
)

ROWS: tuple[Row, ...] = (
    *_OS,
    *_PATH,
    *_ENTRIES,
    *_SHUTIL,
    *_TREES,
    *_TEMPORARY,
    *_HANDLES,
    *_DESCRIPTORS,
)
