"""Waiting for a person. Source of the code: ruff's ASYNC250.

Writing to a terminal (`print`, curses' drawing) is left out: it waits for nobody.
"""

from asyncfix.catalogue.row_builders import blocking, quiet, types
from asyncfix.catalogue.rows import Family, Row, Severity, Threads, TypeRow

_CONSOLE, _HIGH = Family.CONSOLE, Severity.HIGH

TYPES: tuple[TypeRow, ...] = (
    TypeRow("sys.StandardInput", Threads.ONE, real=False),
    TypeRow("curses.window", Threads.BOUND, real=False),
    *types("cmd.Cmd code.InteractiveConsole pdb.Pdb", Threads.ONE),
    *types("rich.prompt.PromptBase rich.console.Console", Threads.ANY),
    *types(
        "rich.prompt.Prompt rich.prompt.Confirm rich.prompt.IntPrompt rich.prompt.FloatPrompt",
        None,
        "rich.prompt.PromptBase",
    ),
    *types("prompt_toolkit.shortcuts.PromptSession questionary.Question", Threads.ONE),
)

ALIASES = (
    ("builtins.input", "input"),
    ("builtins.breakpoint", "breakpoint"),
    ("builtins.__import__", "__import__"),
    ("_curses", "curses"),
    ("prompt_toolkit.PromptSession", "prompt_toolkit.shortcuts.PromptSession"),
    ("prompt_toolkit.prompt", "prompt_toolkit.shortcuts.prompt"),
    ("click.termui", "click"),
)

ROWS: tuple[Row, ...] = (
    *blocking("", "input", _CONSOLE, _HIGH, codes=("ASYNC250",)),
    *blocking("", "breakpoint", _CONSOLE, _HIGH),
    *quiet("sys", "stdin->sys.StandardInput", _CONSOLE, attribute=True),
    *quiet("sys.StandardInput", "buffer->sys.StandardInput", _CONSOLE, attribute=True),
    *blocking("sys.StandardInput", "__next__ read readline readlines", _CONSOLE, _HIGH),
    *blocking("getpass", "getpass", _CONSOLE, _HIGH),
    *blocking("getpass", "getuser", Family.FILE, Severity.LOW, note="it may read the user database"),
    *blocking("code", "interact", _CONSOLE, _HIGH),
    *blocking("code.InteractiveConsole", "interact raw_input", _CONSOLE, _HIGH),
    *blocking("cmd.Cmd", "cmdloop", _CONSOLE, _HIGH),
    *blocking("pdb", "post_mortem run runcall runctx runeval set_trace", _CONSOLE, _HIGH),
    *blocking("termios", "tcdrain tcflow tcsendbreak", _CONSOLE, _HIGH),
    *blocking("curses", "wrapper", _CONSOLE, _HIGH),
    *quiet("curses", "initscr->curses.window newwin->curses.window", _CONSOLE),
    *blocking("curses.window", "get_wch getch getkey getstr", _CONSOLE, _HIGH, note="not after nodelay(True)"),
    *blocking("curses", "napms", Family.SLEEP, _HIGH),
    *blocking(
        "readline",
        "append_history_file read_history_file read_init_file write_history_file",
        Family.FILE,
        Severity.MEDIUM,
    ),
    *blocking("msvcrt", "getch getche getwch getwche", _CONSOLE, _HIGH, platform="win32"),
    *blocking("click", "confirm edit getchar pause prompt", _CONSOLE, _HIGH),
    *blocking("typer", "confirm getchar prompt", _CONSOLE, _HIGH),
    *blocking("rich.prompt.PromptBase", "__call__ ask", _CONSOLE, _HIGH),
    *blocking("rich.console.Console", "input", _CONSOLE, _HIGH),
    *blocking(
        "prompt_toolkit.shortcuts",
        "prompt",
        _CONSOLE,
        _HIGH,
        twins=(("prompt_toolkit", "prompt_toolkit.shortcuts.PromptSession.prompt_async"),),
    ),
    *blocking(
        "prompt_toolkit.shortcuts.PromptSession",
        "prompt",
        _CONSOLE,
        _HIGH,
        twins=(("prompt_toolkit", "prompt_toolkit.shortcuts.PromptSession.prompt_async"),),
    ),
    *quiet(
        "questionary",
        "autocomplete->questionary.Question checkbox->questionary.Question confirm->questionary.Question"
        " password->questionary.Question path->questionary.Question rawselect->questionary.Question"
        " select->questionary.Question text->questionary.Question",
        _CONSOLE,
    ),
    *blocking(
        "questionary.Question",
        "ask unsafe_ask",
        _CONSOLE,
        _HIGH,
        twins=(("questionary", "questionary.Question.ask_async"),),
    ),
)
