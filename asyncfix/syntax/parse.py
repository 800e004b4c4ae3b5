"""Text to syntax tree."""

from __future__ import annotations

import ast
import warnings

from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source


def parse(source: Source) -> ast.Module:
    """The syntax tree of a file. Raises UnreadableError, naming the line, where there is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source.text)
    except SyntaxError as error:
        where = f" (line {error.lineno})" if error.lineno else ""
        raise UnreadableError(f"does not parse: {error.msg}{where}") from None
    except (ValueError, UnicodeError) as error:
        raise UnreadableError(f"does not parse: {error}") from None
    except (RecursionError, MemoryError):
        raise UnreadableError("does not parse: it is nested too deeply") from None


def compile_problem(text: str) -> str:
    """The reason for which a text does not compile; "" where it does."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(ast.parse(text), "<text>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return f"{error.msg} (line {error.lineno})"
    except (ValueError, RecursionError, MemoryError) as error:
        return str(error) or type(error).__name__
    return ""
