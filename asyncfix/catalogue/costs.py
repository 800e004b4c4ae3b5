"""The usual cost of a call, beside the time that it may take at worst, which is its severity.

What a change is worth is decided by it: a hop to a thread costs 50 to 150 µs. `benchmarks/costs.py` measures what can
be measured without a network; the rest follows from its family.
"""

from __future__ import annotations

from asyncfix.catalogue.rows import Cost, Family, Row, Severity

_TRIVIAL = frozenset({
    "getpass.getuser", "importlib.resources.files", "io.BufferedRandom.seek", "io.BufferedRandom.tell",
    "io.BufferedReader.seek", "io.BufferedReader.tell", "io.BufferedWriter.seek", "io.BufferedWriter.tell",
    "io.FileIO.seek", "io.FileIO.tell", "io.TextIOWrapper.seek", "io.TextIOWrapper.tell", "os.DirEntry.inode",
    "os.DirEntry.is_dir", "os.DirEntry.is_file", "os.DirEntry.is_junction", "os.DirEntry.is_symlink",
    "os.DirEntry.stat", "os.ScandirIterator.__next__", "os.access", "os.chdir", "os.close", "os.fchdir",
    "os.fpathconf", "os.fstat", "os.fstatvfs", "os.getcwd", "os.getcwdb", "os.getxattr", "os.listxattr", "os.lstat",
    "os.path.abspath", "os.path.exists", "os.path.expanduser", "os.path.getatime", "os.path.getctime",
    "os.path.getmtime", "os.path.getsize", "os.path.isdevdrive", "os.path.isdir", "os.path.isfile",
    "os.path.isjunction", "os.path.islink", "os.path.ismount", "os.path.lexists", "os.path.realpath",
    "os.path.relpath", "os.path.samefile", "os.path.sameopenfile", "os.pathconf", "os.readlink", "os.stat",
    "os.statvfs", "pathlib.Path.absolute", "pathlib.Path.cwd", "pathlib.Path.exists", "pathlib.Path.expanduser",
    "pathlib.Path.home", "pathlib.Path.is_block_device", "pathlib.Path.is_char_device", "pathlib.Path.is_dir",
    "pathlib.Path.is_fifo", "pathlib.Path.is_file", "pathlib.Path.is_junction", "pathlib.Path.is_mount",
    "pathlib.Path.is_socket", "pathlib.Path.is_symlink", "pathlib.Path.lstat", "pathlib.Path.readlink",
    "pathlib.Path.resolve", "pathlib.Path.samefile", "pathlib.Path.stat", "shutil.disk_usage",
    "tempfile.gettempdir", "tempfile.gettempdirb", "typing.BinaryIO.seek", "typing.BinaryIO.tell", "typing.IO.seek",
    "typing.IO.tell", "typing.TextIO.seek", "typing.TextIO.tell", "zipfile.Path.exists", "zipfile.Path.is_dir",
    "zipfile.Path.is_file", "zipfile.Path.iterdir",
})  # fmt: skip
"""Of files: what asks the file system one thing, or moves in a file that is open."""
_LONG = frozenset({
    "__import__", "cv2.imread", "cv2.imreadmulti", "cv2.imwrite", "cv2.imwritemulti", "dill.dump", "dill.load",
    "filecmp.cmpfiles", "hashlib.file_digest", "importlib.import_module",
    "importlib.metadata.packages_distributions", "importlib.reload", "importlib.util.find_spec", "joblib.dump",
    "joblib.load", "librosa.load", "os.fdatasync", "os.fsync", "os.sendfile", "os.sync", "pkgutil.walk_packages",
    "runpy.run_module", "runpy.run_path", "shelve.open", "shutil.copytree", "shutil.make_archive", "shutil.move",
    "shutil.rmtree", "shutil.unpack_archive", "soundfile.read", "soundfile.write", "tarfile.TarFile.extract",
    "tarfile.TarFile.extractall", "tempfile.TemporaryDirectory.__exit__", "tempfile.TemporaryDirectory.cleanup",
    "zipfile.ZipFile.extract", "zipfile.ZipFile.extractall", "zipfile.ZipFile.testzip",
    "zoneinfo.available_timezones",
})  # fmt: skip
"""Of files: what works through a tree, a whole archive or a module, or waits for the disk itself."""
_LONG_PACKAGES = frozenset({
    "PIL", "PyPDF2", "boto3", "botocore", "compileall", "docx", "filecmp", "fitz", "git", "h5py", "openpyxl",
    "pandas", "pdfplumber", "polars", "pyarrow", "pymupdf", "pypdf", "safetensors", "scipy", "torch",
    "transformers", "weasyprint",
})  # fmt: skip
"""Packages whose files are big, or take a parser."""
_BY_SEVERITY = {
    Severity.HIGH: Cost.LONG,
    Severity.MEDIUM: Cost.SHORT,
    Severity.LOW: Cost.SHORT,
    Severity.NONE: Cost.TRIVIAL,
}


def cost_of(row: Row) -> Cost:
    """The cost class of a row: what it says itself, else by its name and family."""
    if row.cost is not None:
        return row.cost
    if row.name in _TRIVIAL or not row.stops:
        return Cost.TRIVIAL
    if row.family is not Family.FILE:
        return Cost.SHORT if row.severity is Severity.LOW else Cost.LONG
    if row.name in _LONG or (row.severity is not Severity.LOW and row.name.partition(".")[0] in _LONG_PACKAGES):
        return Cost.LONG
    return _BY_SEVERITY[row.severity]
