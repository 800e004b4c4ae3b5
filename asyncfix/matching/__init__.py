"""Modern Python for fissix: as its trees, patterns on pieces of it, and edits from changed trees.

    parse_module     a whole file as a tree that gives its text back, whatever Python 3 it is written in
    Island           one expression or one statement as a tree whose nodes know their spans
    Pattern          a compiled pattern in fissix's language; `match` gives the captures of an island
    transform        runs a classic in-place transform on an island, and gives its new text
    smallest_edits   what has to be edited in an old text so that it reads as a new one
    common           which items two sequences have in common
    find             every place of a file that a pattern matches
    explain_tree     a tree in words, for people who write patterns

`ast` says what a program means; this package says how a piece of it is written. Texts are taken to be Python that
`ast` accepts: of others, some raise MatchingError and some give a tree. Trees are fissix's own, with the
numbers and the shapes of its grammar wherever that grammar can parse the text, so that patterns, `fissix.fixer_util`
and Bowler's selectors work on them; fissix's own grammar and its global state stay untouched.
"""

from asyncfix.matching._diff import common
from asyncfix.matching._edits import smallest_edits
from asyncfix.matching._errors import CaptureMoved, CommentLost, MatchingError, PatternError
from asyncfix.matching._explain import explain_tree
from asyncfix.matching._find import Match, find, is_leaf, required_words, type_name
from asyncfix.matching._fissix import Node
from asyncfix.matching._island import Island
from asyncfix.matching._parser import parse as parse_module
from asyncfix.matching._pattern import Capture, Pattern
from asyncfix.matching._transform import Transform, transform

__all__ = [
    "Capture",
    "CaptureMoved",
    "CommentLost",
    "Island",
    "Match",
    "MatchingError",
    "Node",
    "Pattern",
    "PatternError",
    "Transform",
    "common",
    "explain_tree",
    "find",
    "is_leaf",
    "parse_module",
    "required_words",
    "smallest_edits",
    "transform",
    "type_name",
]
