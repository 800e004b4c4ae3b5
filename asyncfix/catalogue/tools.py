"""Libraries that scripts and bots use much: psutil, dnspython, pyserial, yt-dlp, feedparser, gTTS, Tesseract, Selenium.

Each waits for what it asks, by its own documentation: a clock, a server, a device, a program or a browser.
"""

from asyncfix.catalogue.row_builders import blocking, in_memory, quiet, types
from asyncfix.catalogue.rows import Argument, Family, Row, Severity, Threads, TypeRow

_HIGH = Severity.HIGH
_BROWSERS = ("Chrome", "Edge", "Firefox", "Ie", "Remote", "Safari")
_DRIVER = "selenium.webdriver.remote.webdriver.WebDriver"
_ELEMENT = "selenium.webdriver.remote.webelement.WebElement"

TYPES: tuple[TypeRow, ...] = (
    *types("psutil.Process dns.resolver.Resolver gtts.gTTS", Threads.ANY),
    *types("psutil.Popen", None, "psutil.Process"),
    *types(f"serial.Serial yt_dlp.YoutubeDL youtube_dl.YoutubeDL {_DRIVER} {_ELEMENT}", Threads.ONE),
    *types(" ".join(f"selenium.webdriver.{name}" for name in _BROWSERS), None, _DRIVER),
)

ALIASES = (
    ("gtts.tts.gTTS", "gtts.gTTS"),
    ("serial.serialposix.Serial", "serial.Serial"),
    ("yt_dlp.YoutubeDL.YoutubeDL", "yt_dlp.YoutubeDL"),
    ("pytesseract.pytesseract.image_to_string", "pytesseract.image_to_string"),
)

_AT_ONCE = (Argument("interval", 0, ("None", "0", "0.0"), missing=True),)
_QUESTIONS = "canonical_name query resolve resolve_address resolve_name"

ROWS: tuple[Row, ...] = (
    *blocking("psutil", "cpu_percent cpu_times_percent", Family.SLEEP, _HIGH, unless=_AT_ONCE),
    *blocking("psutil", "wait_procs", Family.PROCESS, _HIGH),
    *blocking("psutil.Process", "cpu_percent", Family.SLEEP, _HIGH, unless=_AT_ONCE),
    *blocking("psutil.Process", "wait", Family.PROCESS, _HIGH),
    *blocking("dns.resolver", f"{_QUESTIONS} zone_for_name", Family.DNS, _HIGH),
    *blocking("dns.resolver.Resolver", _QUESTIONS, Family.DNS, _HIGH),
    *blocking("dns.query", "https tcp tls udp udp_with_fallback", Family.DNS, _HIGH),
    *blocking("serial.Serial", "flush read read_until readline readlines write", Family.FILE, _HIGH),
    *quiet("serial.Serial", "__enter__->Self", Family.FILE),
    *(
        row
        for name in ("yt_dlp.YoutubeDL", "youtube_dl.YoutubeDL")
        for row in (
            *blocking(name, "download extract_info process_ie_result", Family.HTTP, _HIGH),
            *quiet(name, "__enter__->Self", Family.HTTP),
        )
    ),
    *blocking("feedparser", "parse", Family.HTTP, _HIGH, unless=in_memory("url_file_stream_or_string", 0)),
    *blocking("gtts.gTTS", "save stream write_to_fp", Family.HTTP, _HIGH),
    *blocking(
        "pytesseract",
        "image_to_alto_xml image_to_boxes image_to_data image_to_osd image_to_pdf_or_hocr image_to_string",
        Family.PROCESS,
        _HIGH,
    ),
    *blocking(
        "selenium.webdriver",
        " ".join(f"{name}->selenium.webdriver.{name}" for name in _BROWSERS),
        Family.NETWORK,
        _HIGH,
    ),
    *quiet(_DRIVER, "__enter__->Self", Family.NETWORK),
    *blocking(_DRIVER, f"find_element->{_ELEMENT}", Family.NETWORK, _HIGH),
    *blocking(_DRIVER, "find_elements", Family.NETWORK, _HIGH, yields=_ELEMENT),
    *blocking(
        _DRIVER,
        "__exit__ add_cookie back close delete_all_cookies execute_async_script execute_script forward get"
        " get_cookie get_cookies get_screenshot_as_png refresh save_screenshot quit",
        Family.NETWORK,
        _HIGH,
    ),
    *blocking(_ELEMENT, f"find_element->{_ELEMENT}", Family.NETWORK, _HIGH),
    *blocking(_ELEMENT, "clear click get_attribute screenshot send_keys submit", Family.NETWORK, _HIGH),
)
