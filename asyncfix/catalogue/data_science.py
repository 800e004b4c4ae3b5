"""Images, tables, arrays and models: what reads or writes their files, and what computes on them for long.

Arithmetic on arrays and tables is left out: how long it takes hangs on their size.
"""

from asyncfix.catalogue.row_builders import blocking, given, in_memory, quiet, types
from asyncfix.catalogue.rows import IN_MEMORY, Argument, Family, Row, Severity, Threads, TypeRow

_FILE, _CPU, _HTTP, _DATABASE = Family.FILE, Family.CPU, Family.HTTP, Family.DATABASE
_HIGH, _MEDIUM, _LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW

_PRETRAINED = (
    "AutoConfig",
    "AutoFeatureExtractor",
    "AutoImageProcessor",
    "AutoModel",
    "AutoModelForCausalLM",
    "AutoModelForMaskedLM",
    "AutoModelForSeq2SeqLM",
    "AutoModelForSequenceClassification",
    "AutoModelForTokenClassification",
    "AutoProcessor",
    "AutoTokenizer",
)

TYPES: tuple[TypeRow, ...] = (
    *types("PIL.Image.Image PIL.ImageFile.Parser pandas.ExcelWriter pandas.ExcelFile pandas.HDFStore", Threads.ONE),
    *types("pandas.DataFrame pandas.Series polars.DataFrame polars.LazyFrame numpy.ndarray", Threads.ONE),
    *types(
        "numpy.lib.npyio.NpzFile cv2.VideoCapture cv2.VideoWriter h5py.File openpyxl.Workbook docx.document.Document"
        " pypdf.PdfReader pypdf.PdfWriter pdfplumber.pdf.PDF fitz.Document",
        Threads.ONE,
    ),
    *types(" ".join(f"transformers.{name}" for name in _PRETRAINED), Threads.ONE),
    *types("joblib.Parallel joblib.Memory", Threads.ONE),
    *types(
        "torch.nn.Module sentence_transformers.SentenceTransformer transformers.Pipeline whisper.model.Whisper",
        Threads.ONE,
    ),
    *types("weasyprint.HTML", Threads.ONE),
)

ALIASES = (
    ("pandas.core.frame.DataFrame", "pandas.DataFrame"),
    ("pandas.core.series.Series", "pandas.Series"),
    ("pandas.io.parsers.read_csv", "pandas.read_csv"),
    ("joblib.parallel.Parallel", "joblib.Parallel"),
    ("torch.serialization", "torch"),
    ("PyPDF2.PdfReader", "pypdf.PdfReader"),
    ("pymupdf.Document", "fitz.Document"),
    ("pymupdf.open", "fitz.open"),
    ("numpy.lib.npyio.load", "numpy.load"),
)

_TRANSFORMS = (
    "alpha_composite convert crop effect_spread entropy filter getcolors getdata histogram load paste putdata"
    " quantize reduce"
    " remap_palette resize rotate thumbnail tobytes transform transpose"
)
_NEW = {"convert", "crop", "filter", "quantize", "reduce", "resize", "rotate", "transform", "transpose"}
_EFFECTS = " ".join(f"{name}->PIL.Image.Image" if name in _NEW else name for name in _TRANSFORMS.split())

_IMAGES: tuple[Row, ...] = (
    *blocking(
        "PIL.Image",
        "open->PIL.Image.Image",
        _FILE,
        _MEDIUM,
        unless=in_memory("fp", 0),
        returns_when=((in_memory("fp", 0)[0], "PIL.Image.Image"),),  # which computes, wherever it is from
    ),
    *quiet(
        "PIL.Image",
        "new->PIL.Image.Image frombytes->PIL.Image.Image fromarray->PIL.Image.Image frombuffer->PIL.Image.Image",
        _CPU,
    ),
    *blocking(
        "PIL.Image",
        "alpha_composite->PIL.Image.Image blend->PIL.Image.Image composite->PIL.Image.Image merge->PIL.Image.Image",
        _CPU,
        _MEDIUM,
    ),
    *quiet("PIL.Image.Image", "__enter__->Self copy->Self", _CPU),
    *blocking("PIL.Image.Image", "save", _FILE, _MEDIUM, note="in memory it computes only"),
    *blocking("PIL.Image.Image", "verify seek show", _FILE, _MEDIUM),
    *blocking("PIL.Image.Image", _EFFECTS, _CPU, _MEDIUM),
    *blocking(
        "PIL.ImageOps",
        "autocontrast contain cover crop equalize exif_transpose expand fit flip grayscale invert mirror pad"
        " posterize scale solarize",
        _CPU,
        _MEDIUM,
        returns="PIL.Image.Image",
    ),
    *blocking("PIL.ImageFont", "load_path truetype", _FILE, _LOW),
    *blocking("PIL.ImageGrab", "grab", _FILE, _MEDIUM, returns="PIL.Image.Image"),
    *blocking("cv2", "imread imreadmulti imwrite imwritemulti", _FILE, _MEDIUM),
    *blocking(
        "cv2",
        "Canny GaussianBlur bilateralFilter cvtColor dilate erode fastNlMeansDenoising fastNlMeansDenoisingColored"
        " filter2D findContours imdecode imencode matchTemplate medianBlur morphologyEx remap resize warpAffine"
        " warpPerspective",
        _CPU,
        _MEDIUM,
    ),
    *blocking(
        "cv2",
        "VideoCapture->cv2.VideoCapture VideoWriter->cv2.VideoWriter",
        _FILE,
        _HIGH,
        note="a camera or a stream takes longer than a file",
    ),
    *blocking("cv2", "waitKey waitKeyEx", Family.CONSOLE, _HIGH),
    *blocking("cv2.VideoCapture", "grab open read release retrieve", _FILE, _HIGH),
    *blocking("cv2.VideoWriter", "release write", _FILE, _MEDIUM),
)

_PATH0 = (Argument("filepath_or_buffer", 0, types=IN_MEMORY),)
_FRAME = "pandas.DataFrame"
_WRITES = {  # the name of the file's argument, and whether it may be left out
    "to_csv": ("path_or_buf", True),
    "to_excel": ("excel_writer", False),
    "to_feather": ("path", False),
    "to_hdf": ("path_or_buf", False),
    "to_html": ("buf", True),
    "to_json": ("path_or_buf", True),
    "to_latex": ("buf", True),
    "to_markdown": ("buf", True),
    "to_orc": ("path", True),
    "to_parquet": ("path", True),
    "to_pickle": ("path", False),
    "to_stata": ("path", False),
    "to_string": ("buf", True),
    "to_xml": ("path_or_buffer", True),
}
_OF_SERIES = ["to_csv", "to_excel", "to_hdf", "to_json", "to_latex", "to_markdown", "to_pickle", "to_string"]

_TABLES = (
    *blocking("pandas", f"read_xml->{_FRAME}", _FILE, _MEDIUM, unless=in_memory("path_or_buffer", 0)),
    *blocking(
        "pandas",
        f"read_csv->{_FRAME} read_fwf->{_FRAME} read_sas->{_FRAME} read_stata->{_FRAME} read_table->{_FRAME}",
        _FILE,
        _MEDIUM,
        unless=_PATH0,
    ),
    *blocking("pandas", f"read_json->{_FRAME}", _FILE, _MEDIUM, unless=in_memory("path_or_buf", 0)),
    *blocking(
        "pandas",
        f"read_excel read_html read_feather->{_FRAME} read_hdf read_orc->{_FRAME} read_parquet->{_FRAME} read_pickle"
        f" read_spss->{_FRAME} read_clipboard->{_FRAME}",
        _FILE,
        _MEDIUM,
    ),
    *blocking("pandas", f"read_gbq->{_FRAME}", _HTTP, _HIGH, note="before pandas 3"),
    *blocking("pandas", f"read_sql->{_FRAME} read_sql_query->{_FRAME} read_sql_table->{_FRAME}", _DATABASE, _HIGH),
    *blocking(
        "pandas",
        "ExcelFile->pandas.ExcelFile ExcelWriter->pandas.ExcelWriter HDFStore->pandas.HDFStore",
        _FILE,
        _MEDIUM,
    ),
    *quiet("pandas", f"DataFrame->{_FRAME} Series->pandas.Series concat->{_FRAME} merge->{_FRAME}", _CPU),
    *(
        row
        for owner, names in ((_FRAME, list(_WRITES)), ("pandas.Series", _OF_SERIES))
        for name in names
        for row in blocking(
            owner,
            name,
            _FILE,
            _MEDIUM,
            unless=given(_WRITES[name][0], 0) if _WRITES[name][1] else in_memory(_WRITES[name][0], 0),
        )
    ),
    *blocking(_FRAME, "to_sql", _DATABASE, _HIGH),
    *blocking("pandas.Series", "to_sql", _DATABASE, _HIGH),
    *blocking(_FRAME, "to_clipboard", _FILE, _LOW),
    *blocking("pandas.ExcelWriter", "__exit__ close", _FILE, _MEDIUM),
    *quiet("pandas.ExcelWriter", "__enter__->Self", _FILE),
    *blocking("pandas.ExcelFile", "parse", _FILE, _MEDIUM),
    *quiet("pandas.ExcelFile", "__enter__->Self", _FILE),
    *blocking(
        "polars",
        "read_avro->polars.DataFrame read_csv->polars.DataFrame read_excel->polars.DataFrame"
        " read_ipc->polars.DataFrame read_json->polars.DataFrame read_ndjson->polars.DataFrame"
        " read_parquet->polars.DataFrame",
        _FILE,
        _MEDIUM,
        unless=in_memory("source", 0),
    ),
    *blocking("polars", "read_database->polars.DataFrame read_database_uri->polars.DataFrame", _DATABASE, _HIGH),
    *quiet(
        "polars",
        "scan_csv->polars.LazyFrame scan_ipc->polars.LazyFrame scan_ndjson->polars.LazyFrame"
        " scan_parquet->polars.LazyFrame",
        _FILE,
    ),
    *quiet("polars.DataFrame", "lazy->polars.LazyFrame", _CPU),
    *blocking(
        "polars.DataFrame",
        "write_avro write_csv write_ipc write_json write_ndjson write_parquet",
        _FILE,
        _MEDIUM,
        unless=given("file", 0),
    ),
    *blocking("polars.DataFrame", "write_excel", _FILE, _MEDIUM, unless=in_memory("workbook", 0)),
    *blocking("polars.DataFrame", "write_database", _DATABASE, _HIGH),
    *blocking(
        "polars.LazyFrame",
        "collect->polars.DataFrame",
        _CPU,
        _HIGH,
        twins=(("polars", "polars.LazyFrame.collect_async"),),
    ),
    *blocking("polars.LazyFrame", "sink_csv sink_ipc sink_ndjson sink_parquet", _FILE, _MEDIUM),
    *blocking("pyarrow.parquet", "read_metadata read_schema read_table write_table write_to_dataset", _FILE, _MEDIUM),
    *blocking("openpyxl", "load_workbook->openpyxl.Workbook", _FILE, _MEDIUM, unless=in_memory("filename", 0)),
    *quiet("openpyxl", "Workbook->openpyxl.Workbook", _FILE),
    *blocking("openpyxl.Workbook", "save", _FILE, _MEDIUM, unless=in_memory("filename", 0)),
)

_ARRAYS = (
    *blocking("numpy", "load", _FILE, _MEDIUM, unless=in_memory("file", 0)),
    *blocking("numpy", "save savez savez_compressed", _FILE, _MEDIUM, unless=in_memory("file", 0)),
    *blocking("numpy", "genfromtxt loadtxt", _FILE, _MEDIUM, unless=in_memory("fname", 0)),
    *blocking("numpy", "savetxt", _FILE, _MEDIUM, unless=in_memory("fname", 0)),
    *blocking("numpy", "fromfile fromregex", _FILE, _MEDIUM, unless=in_memory("file", 0)),
    *blocking("numpy", "memmap", _FILE, _LOW),
    *blocking("numpy.ndarray", "dump tofile", _FILE, _MEDIUM),
    *blocking("h5py", "File->h5py.File", _FILE, _MEDIUM),
    *quiet("h5py.File", "__enter__->Self", _FILE),
    *blocking("h5py.File", "__exit__ __getitem__ __setitem__ close create_dataset flush", _FILE, _MEDIUM),
    *blocking("scipy.io", "loadmat savemat", _FILE, _MEDIUM),
    *blocking("scipy.io.wavfile", "read write", _FILE, _MEDIUM, unless=in_memory("filename", 0)),
    *blocking("librosa", "load", _FILE, _MEDIUM),
    *blocking("soundfile", "read write", _FILE, _MEDIUM, unless=in_memory("file", 0)),
)

_TEXTS = (
    *blocking(
        "yaml",
        "full_load load safe_load unsafe_load",
        _FILE,
        _MEDIUM,
        unless=(Argument("stream", 0, types=("str", "bytes", *IN_MEMORY)),),
        note="of a text it computes only",
    ),
    *blocking(
        "yaml",
        "load_all full_load_all safe_load_all unsafe_load_all",
        _FILE,
        _MEDIUM,
        steps=True,
        unless=(Argument("stream", 0, types=("str", "bytes", *IN_MEMORY)),),
        note="of a text it computes only",
    ),
    *blocking("yaml", "dump dump_all safe_dump safe_dump_all", _FILE, _MEDIUM, unless=given("stream", 1)),
    *blocking("toml", "load", _FILE, _MEDIUM),
    *blocking("toml", "dump", _FILE, _MEDIUM),
    *blocking("tomli", "load", _FILE, _MEDIUM),
    *blocking("tomli_w", "dump", _FILE, _MEDIUM),
    *blocking("tomlkit", "dump load", _FILE, _MEDIUM),
    *blocking("ujson", "dump load", _FILE, _MEDIUM, note="not where the file is in memory"),
    *blocking("simplejson", "dump load", _FILE, _MEDIUM, note="not where the file is in memory"),
    *blocking("dill", "dump load", _FILE, _MEDIUM, note="not where the file is in memory"),
    *blocking("cloudpickle", "dump load", _FILE, _MEDIUM, note="not where the file is in memory"),
    *blocking("dotenv", "dotenv_values find_dotenv load_dotenv set_key unset_key", _FILE, _LOW),
    *blocking("docx", "Document->docx.document.Document", _FILE, _MEDIUM, unless=given("docx", 0)),
    *blocking("docx.document.Document", "save", _FILE, _MEDIUM, unless=in_memory("path_or_stream", 0)),
    *blocking("pypdf", "PdfReader->pypdf.PdfReader", _FILE, _MEDIUM, unless=in_memory("stream", 0)),
    *blocking("pypdf.PdfWriter", "write", _FILE, _MEDIUM, unless=in_memory("stream", 0)),
    *blocking("pdfplumber", "open->pdfplumber.pdf.PDF", _FILE, _MEDIUM, unless=in_memory("path_or_fp", 0)),
    *blocking("fitz", "open->fitz.Document", _FILE, _MEDIUM),
    *blocking("fitz.Document", "save", _FILE, _MEDIUM),
    *blocking("weasyprint.HTML", "write_pdf", _CPU, _HIGH),
)

_MODELS = (
    *blocking("joblib", "dump", _FILE, _MEDIUM, unless=in_memory("filename", 1)),
    *blocking("joblib", "load", _FILE, _MEDIUM, unless=in_memory("filename", 0)),
    *quiet("joblib", "Parallel->joblib.Parallel", _CPU),
    *blocking("joblib.Parallel", "__call__", _CPU, _HIGH),
    *blocking("torch", "load", _FILE, _MEDIUM, unless=in_memory("f", 0)),
    *blocking("torch", "save", _FILE, _MEDIUM, unless=in_memory("f", 1)),
    *blocking("torch.hub", "download_url_to_file load load_state_dict_from_url", _HTTP, _HIGH),
    *blocking("torch.jit", "load save", _FILE, _MEDIUM),
    *blocking("torch.cuda", "synchronize", _CPU, _HIGH),
    *blocking("safetensors.torch", "load_file save_file", _FILE, _MEDIUM),
    *blocking("safetensors.numpy", "load_file save_file", _FILE, _MEDIUM),
    *blocking("transformers", "pipeline->transformers.Pipeline", _HTTP, _HIGH, note="it reads a model, or fetches it"),
    *(
        row
        for name in _PRETRAINED
        for row in blocking(
            f"transformers.{name}", "from_pretrained", _HTTP, _HIGH, note="it reads a model, or fetches it"
        )
    ),
    *blocking("transformers.Pipeline", "__call__", _CPU, _HIGH),
    *blocking(
        "sentence_transformers",
        "SentenceTransformer->sentence_transformers.SentenceTransformer",
        _HTTP,
        _HIGH,
        note="it reads a model, or fetches it",
    ),
    *blocking("sentence_transformers.SentenceTransformer", "encode", _CPU, _HIGH),
    *blocking("whisper", "load_model->whisper.model.Whisper", _HTTP, _HIGH, note="it reads a model, or fetches it"),
    *blocking("whisper.model.Whisper", "transcribe", _CPU, _HIGH),
)

ROWS: tuple[Row, ...] = (*_IMAGES, *_TABLES, *_ARRAYS, *_TEXTS, *_MODELS)
