"""Calls of which little is known but the name: which are taken for harmless?"""

from __future__ import annotations

import ast

from asyncfix.catalogue import Catalogue
from asyncfix.catalogue.harmless_libraries import is_of_harmless_library
from asyncfix.catalogue.harmless_words import gives_harmless_function, is_harmless_word
from asyncfix.catalogue.standard_library import knows
from asyncfix.inference import types as t

_WIDTH = 40


def is_quiet(call: ast.expr) -> bool:
    """True for a call of a method that is taken for harmless."""
    function = call.func if isinstance(call, ast.Call) else call
    match function:
        case ast.Attribute(attr=word):
            return is_harmless_word(word)
        case ast.Call(func=ast.Attribute(attr=word)):
            return gives_harmless_function(word)
    return False


def is_foreign(thing: t.Type, catalogue: Catalogue) -> bool:
    """True for what is called of a library that is neither Python's own nor in the catalogue: it may need a loop.

    Making an object of a class is taken for harmless.
    """
    match thing:
        case t.LibraryName(name):
            return not name.rpartition(".")[2][:1].isupper() and not _is_known(name, catalogue)
        case t.LibraryMethod(receiver, _):
            return not _is_known(receiver.type, catalogue)
    return False


def _is_known(name: str, catalogue: Catalogue) -> bool:
    return knows(name) or catalogue.covers(name) or is_of_harmless_library(name)


def written(call: ast.expr) -> str:
    """The text of the called expression; its end where it is long."""
    function = call.func if isinstance(call, ast.Call) else call
    try:
        text = ast.unparse(function)
    except RecursionError:
        return "a call"
    return text if len(text) <= _WIDTH else "…" + text[1 - _WIDTH :]
