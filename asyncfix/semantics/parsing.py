"""Text to syntax tree."""

from __future__ import annotations

import ast
import warnings

from asyncfix.errors import UnreadableError
from asyncfix.source import Source


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
