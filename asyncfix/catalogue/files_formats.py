"""Functions that read or write a file, by name or open: formats of the standard library, modules, mail boxes.

A function that takes an open file blocks only where that file is on a disk.
"""

from asyncfix.catalogue.row_builders import blocking, in_memory, quiet, stepping, types
from asyncfix.catalogue.rows import Argument, Family, Row, Severity, Threads, TypeRow

_FILE, _LOW, _MEDIUM = Family.FILE, Severity.LOW, Severity.MEDIUM

TYPES: tuple[TypeRow, ...] = (
    *types("configparser.RawConfigParser", Threads.ONE),
    *types("configparser.ConfigParser", None, "configparser.RawConfigParser"),
    *types("zipfile.ZipFile tarfile.TarFile zipfile.ZipExtFile tarfile.ExFileObject", Threads.ONE),
    *types("zipfile.PyZipFile", None, "zipfile.ZipFile"),
    *types("pickle.Pickler pickle.Unpickler csv.DictReader csv.DictWriter wave.Wave_read wave.Wave_write", Threads.ONE),
    TypeRow("csv.reader()", Threads.ONE, real=False),
    TypeRow("csv.writer()", Threads.ONE, real=False),
    *types("shelve.Shelf", Threads.ONE),
    *types("shelve.DbfilenameShelf shelve.BsdDbShelf", None, "shelve.Shelf"),
    TypeRow("dbm.open()", Threads.ONE, real=False),
    *types("mailbox.Mailbox", Threads.ONE),
    *types("mailbox.Maildir mailbox.mbox mailbox.MH mailbox.Babyl mailbox.MMDF", None, "mailbox.Mailbox"),
    *types("logging.Handler logging.handlers.QueueListener", Threads.ANY),
    *types("xml.etree.ElementTree.ElementTree", Threads.ONE),
    *types("zipimport.zipimporter mimetypes.MimeTypes", Threads.ONE),
)

ALIASES = (
    ("_pickle", "pickle"),
    ("_csv", "csv"),
    ("xml.etree.cElementTree", "xml.etree.ElementTree"),
    ("configparser.SafeConfigParser", "configparser.ConfigParser"),
)

_FP0, _FP1 = in_memory("fp", 0), in_memory("fp", 1)

_DUMPS = (
    *blocking("json", "dump", _FILE, _MEDIUM, unless=_FP1),
    *blocking("json", "load", _FILE, _MEDIUM, unless=_FP0),
    *blocking("pickle", "dump", _FILE, _MEDIUM, unless=in_memory("file", 1)),
    *blocking("pickle", "load", _FILE, _MEDIUM, unless=in_memory("file", 0)),
    *quiet("pickle", "Pickler->pickle.Pickler Unpickler->pickle.Unpickler", _FILE),
    *blocking("pickle.Pickler", "dump", _FILE, _MEDIUM),
    *blocking("pickle.Unpickler", "load", _FILE, _MEDIUM),
    *blocking("marshal", "dump", _FILE, _MEDIUM, unless=in_memory("", 1)),
    *blocking("marshal", "load", _FILE, _MEDIUM, unless=in_memory("", 0)),
    *blocking("tomllib", "load", _FILE, _MEDIUM, unless=in_memory("", 0)),
    *blocking("plistlib", "dump", _FILE, _MEDIUM, unless=_FP1),
    *blocking("plistlib", "load", _FILE, _MEDIUM, unless=_FP0),
    *blocking("csv.reader()", "__next__", _FILE, _MEDIUM),
    *blocking("csv.writer()", "writerow writerows", _FILE, _MEDIUM),
    *stepping("csv", "reader->csv.reader()", _FILE, _MEDIUM, unless=in_memory("", 0)),
    *quiet("csv", "writer->csv.writer()", _FILE),
    *stepping("csv", "DictReader->csv.DictReader", _FILE, _MEDIUM, unless=in_memory("f", 0)),
    *blocking("csv.DictReader", "__next__", _FILE, _MEDIUM),
    *blocking("csv.DictReader", "fieldnames", _FILE, _MEDIUM, attribute=True),
    *blocking("csv.DictWriter", "writeheader writerow writerows", _FILE, _MEDIUM),
    *blocking("configparser.RawConfigParser", "read", _FILE, _MEDIUM),
    *blocking("configparser.RawConfigParser", "read_file", _FILE, _MEDIUM, unless=in_memory("f", 0)),
    *blocking("configparser.RawConfigParser", "write", _FILE, _MEDIUM, unless=in_memory("fp", 0)),
    *blocking("configparser.RawConfigParser", "readfp", _FILE, _MEDIUM, until=(3, 12)),
    *blocking("netrc", "netrc", _FILE, _LOW),
)

_ARCHIVES = (
    *blocking("zipfile", "ZipFile->zipfile.ZipFile", _FILE, _MEDIUM, unless=in_memory("file", 0)),
    *blocking("zipfile", "PyZipFile->zipfile.PyZipFile Path->zipfile.Path", _FILE, _MEDIUM),
    *blocking("zipfile", "is_zipfile", _FILE, _LOW, unless=in_memory("filename", 0)),
    *quiet("zipfile.ZipFile", "__enter__->Self", _FILE),
    *blocking(
        "zipfile.ZipFile",
        "__exit__ close extract extractall open->zipfile.ZipExtFile read testzip write writestr",
        _FILE,
        _MEDIUM,
        note="in memory it computes only",
    ),
    *blocking("zipfile.ZipFile", "mkdir", _FILE, _LOW),
    *blocking("zipfile.PyZipFile", "writepy", _FILE, _MEDIUM),
    *blocking("zipfile.ZipExtFile", "__exit__ __next__ close peek read read1 readline readlines seek", _FILE, _MEDIUM),
    *quiet("zipfile.ZipExtFile", "__enter__->Self", _FILE),
    *blocking("tarfile", "open->tarfile.TarFile", _FILE, _MEDIUM, unless=in_memory("fileobj", 2)),
    *blocking("tarfile", "TarFile->tarfile.TarFile", _FILE, _MEDIUM, unless=in_memory("fileobj", 2)),
    *blocking("tarfile", "is_tarfile", _FILE, _LOW, unless=in_memory("name", 0)),
    *quiet("tarfile.TarFile", "__enter__->Self", _FILE),
    *blocking("tarfile.TarFile", "bz2open->Self gzopen->Self open->Self taropen->Self xzopen->Self", _FILE, _MEDIUM),
    *blocking(
        "tarfile.TarFile",
        "__exit__ __iter__ add addfile close extract extractall getmember getmembers getnames gettarinfo list next",
        _FILE,
        _MEDIUM,
    ),
    *blocking("tarfile.TarFile", "extractfile->tarfile.ExFileObject", _FILE, _MEDIUM),
    *blocking(
        "tarfile.ExFileObject", "__exit__ __next__ close peek read read1 readline readlines seek", _FILE, _MEDIUM
    ),
    *quiet("tarfile.ExFileObject", "__enter__->Self", _FILE),
    *blocking("tarfile.ExFileObject", "readinto", _FILE, _MEDIUM),
    *blocking("zipfile.ZipExtFile", "readinto", _FILE, _MEDIUM),
    *blocking(
        "tarfile.TarFile", "chmod chown makedev makedir makefifo makefile makelink makeunknown utime", _FILE, _LOW
    ),
    *blocking("zipapp", "create_archive get_interpreter", _FILE, _MEDIUM),
    *blocking("zipimport", "zipimporter->zipimport.zipimporter", _FILE, _MEDIUM),
    *blocking("zipimport.zipimporter", "get_code get_data get_source", _FILE, _MEDIUM),
)

_MARKUP = (
    *blocking(
        "xml.etree.ElementTree",
        "parse->xml.etree.ElementTree.ElementTree",
        _FILE,
        _MEDIUM,
        unless=in_memory("source", 0),
    ),
    *blocking("xml.etree.ElementTree", "iterparse", _FILE, _MEDIUM, steps=True, unless=in_memory("source", 0)),
    *blocking("xml.etree.ElementTree.ElementTree", "parse", _FILE, _MEDIUM, unless=in_memory("source", 0)),
    *blocking("xml.etree.ElementTree.ElementTree", "write", _FILE, _MEDIUM, unless=in_memory("file_or_filename", 0)),
    *blocking("xml.etree.ElementTree.ElementTree", "write_c14n", _FILE, _MEDIUM, unless=in_memory("file", 0)),
    *blocking("xml.dom.minidom", "parse", _FILE, _MEDIUM, unless=in_memory("file", 0)),
    *blocking("xml.dom.pulldom", "parse", _FILE, _MEDIUM, steps=True, unless=in_memory("stream_or_string", 0)),
    *blocking("xml.sax", "parse", _FILE, _MEDIUM, unless=in_memory("source", 0)),
    *blocking("email", "message_from_binary_file message_from_file", _FILE, _MEDIUM, unless=_FP0),
)

_KEYS = "__contains__ __delitem__ __getitem__ __len__ __setitem__ close get items keys pop popitem update values"

_STORES = (
    *blocking("shelve", "open->shelve.DbfilenameShelf", _FILE, _MEDIUM),
    *quiet("shelve", "Shelf->shelve.Shelf", _FILE),
    *blocking("shelve", "DbfilenameShelf->shelve.DbfilenameShelf", _FILE, _MEDIUM),
    *quiet("shelve.Shelf", "__enter__->Self", _FILE),
    *blocking("shelve.Shelf", f"{_KEYS} __exit__ __iter__ sync", _FILE, _MEDIUM),
    *blocking("shelve.Shelf", "clear setdefault", _FILE, _MEDIUM),
    *blocking("dbm", "open->dbm.open()", _FILE, _MEDIUM),
    *blocking("dbm.dumb", "open->dbm.open()", _FILE, _MEDIUM),
    *blocking("dbm", "whichdb", _FILE, _LOW),
    *quiet("dbm.open()", "__enter__->Self", _FILE),
    *blocking("dbm.open()", f"{_KEYS} __exit__ __iter__ firstkey nextkey reorganize sync", _FILE, _MEDIUM),
)

_MAIL = (
    *blocking(
        "mailbox",
        "Babyl->mailbox.Babyl MH->mailbox.MH MMDF->mailbox.MMDF Maildir->mailbox.Maildir mbox->mailbox.mbox",
        _FILE,
        _MEDIUM,
    ),
    *blocking(
        "mailbox.Mailbox",
        f"{_KEYS} __iter__ add clear discard flush get_bytes get_file get_message get_string iteritems iterkeys"
        " itervalues lock remove unlock",
        _FILE,
        _MEDIUM,
    ),
    *blocking("mailbox.Maildir", "add_folder clean get_folder list_folders remove_folder", _FILE, _MEDIUM),
    *blocking(
        "mailbox.MH",
        "add_folder get_folder get_sequences list_folders pack remove_folder set_sequences",
        _FILE,
        _MEDIUM,
    ),
)

_SOUND = (
    *blocking(
        "mailbox.Maildir", "add_flag get_flags get_info remove_flag set_flags set_info", _FILE, _LOW, since=(3, 13)
    ),
    *blocking(
        "wave",
        "open",
        _FILE,
        _MEDIUM,
        unless=in_memory("f", 0),
        returns="wave.Wave_read",
        returns_when=((Argument("mode", 1, modes="w"), "wave.Wave_write"),),
    ),
    *quiet("wave.Wave_read", "__enter__->Self", _FILE),
    *quiet("wave.Wave_write", "__enter__->Self", _FILE),
    *blocking("wave.Wave_read", "__exit__ close readframes", _FILE, _MEDIUM),
    *blocking("wave.Wave_write", "__exit__ close writeframes writeframesraw", _FILE, _MEDIUM),
)

_MODULES = (
    *blocking("importlib", "import_module reload", _FILE, _MEDIUM, note="the first time it also runs the module"),
    *blocking("", "__import__", _FILE, _MEDIUM, note="the first time it also runs the module"),
    *blocking("importlib.util", "find_spec", _FILE, _LOW),
    *blocking(
        "importlib.metadata",
        "distribution distributions entry_points files metadata packages_distributions requires version",
        _FILE,
        _LOW,
    ),
    *blocking(
        "importlib.resources",
        "contents open_binary->io.BufferedReader open_text->io.TextIOWrapper read_binary read_text",
        _FILE,
        _MEDIUM,
    ),
    *blocking("importlib.resources", "is_resource", _FILE, _LOW),
    *blocking("importlib.resources", "files->importlib.resources.abc.Traversable", _FILE, _LOW),
    *quiet("importlib.resources", "as_file path", _FILE, note="entering it may write a temporary file"),
    *blocking("importlib", "find_loader", _FILE, _LOW, until=(3, 12)),
    *blocking("runpy", "run_module run_path", _FILE, _MEDIUM),
    *blocking("compileall", "compile_dir compile_file compile_path", _FILE, _MEDIUM),
    *blocking("py_compile", "compile", _FILE, _MEDIUM),
    *blocking("pkgutil", "get_data read_code", _FILE, _MEDIUM),
    *blocking("pkgutil", "find_loader get_loader", _FILE, _LOW, until=(3, 14)),
    *stepping("pkgutil", "iter_modules walk_packages", _FILE, _LOW),
    *blocking("inspect", "findsource getsource getsourcelines", _FILE, _MEDIUM),
    *blocking("ctypes", "CDLL PyDLL", _FILE, _MEDIUM),
    *blocking("ctypes", "OleDLL WinDLL", _FILE, _MEDIUM, platform="win32"),
    *blocking("ctypes.util", "find_library", Family.PROCESS, Severity.HIGH, note="it runs ldconfig, gcc or ld"),
    *blocking("mimetypes", "init read_mime_types", _FILE, _LOW),
    *blocking("mimetypes.MimeTypes", "read", _FILE, _LOW),
    *blocking("gettext", "find install translation", _FILE, _LOW),
    *blocking("platform", "freedesktop_os_release libc_ver mac_ver", _FILE, _LOW),
    *blocking("platform", "architecture processor", Family.PROCESS, Severity.HIGH, note="it may run a program"),
    *blocking("zoneinfo", "ZoneInfo available_timezones", _FILE, _LOW, note="a zone is read once"),
    *blocking("pwd", "getpwall getpwnam getpwuid", _FILE, _LOW, note="the user database may be a server"),
    *blocking("grp", "getgrall getgrgid getgrnam", _FILE, _LOW, note="the group database may be a server"),
)

_LOGGING = (
    *blocking("logging", "basicConfig", _FILE, _LOW, unless=(Argument("filename", None, ("None",), missing=True),)),
    *blocking("logging.config", "dictConfig fileConfig", _FILE, _MEDIUM),
    *blocking("logging", "FileHandler", _FILE, _MEDIUM),
    *blocking("logging.handlers", "RotatingFileHandler TimedRotatingFileHandler WatchedFileHandler", _FILE, _MEDIUM),
    *blocking("logging", "shutdown", _FILE, _MEDIUM),
    *blocking("logging.handlers.QueueListener", "stop", Family.LOCK, Severity.HIGH),
)

ROWS: tuple[Row, ...] = (
    *_DUMPS,
    *_ARCHIVES,
    *_MARKUP,
    *_STORES,
    *_MAIL,
    *_SOUND,
    *_MODULES,
    *_LOGGING,
)
