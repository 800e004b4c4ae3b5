"""The name of a helper: after its work, else after the function that it comes from."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import count

from asyncfix.dataflow.region import Region
from asyncfix.offload.extract.call_vocabulary import CallWords, Sort, is_telling, words_of, words_of_name
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import below
from asyncfix.syntax.tree import Tree

_LONGEST = 40
_ASKING = frozenset({"check", "count", "measure"})
_MANY = 3  # things that one name can't tell of


def helper_name(
    tree: Tree,
    region: Region,
    outputs: Sequence[str],
    hint: str,
    taken: Collection[str],
    blocking: Collection[NodeId] = (),
) -> str:
    """A name that nothing in the file has and that is not among those taken: `_read_config`, `_lookup_sync`.

    `blocking` are the ids of the calls that the helper is made for; they say best what it does.
    """
    candidates = _candidates(region, outputs, hint, blocking)
    return next(name for name in candidates if _is_free(tree, name, taken))


def _candidates(region: Region, outputs: Sequence[str], hint: str, blocking: Collection[NodeId]) -> Iterator[str]:
    function = getattr(region.function_path[-1].node, "name", "").strip("_")
    whole = f"_{function or 'run'}_sync"
    if _clean(hint):
        stems = [_clean(hint)]
    elif _is_whole_body(region) or _does_too_much(region, blocking):
        stems = [whole]
    else:
        stems = [f"_{one}" for one in _by_what_it_does(region, outputs, blocking) if len(one) < _LONGEST]
    yield from stems
    yield from (f"{stem}_for_{function}" for stem in stems[:1] if len(stem) + len(function) < _LONGEST - 4 and function)
    if not _clean(hint):
        yield whole
    first = stems[0] if stems else whole
    yield from (f"{first}_{number}" for number in count(2))


def _clean(hint: str) -> str:
    words = re.sub(r"\W+", "_", hint).strip("_")
    lead = "__" if hint.startswith("__") else "_"  # with two, Python keeps it apart from those of other classes
    return f"{lead}{words}" if words else ""


def _is_whole_body(region: Region) -> bool:
    """True where the helper does all that the function does."""
    function = region.function_path[-1].node
    body: list[ast.stmt] = getattr(function, "body", [])
    left = body[1:] if isinstance(function, ast.AsyncFunctionDef) and ast.get_docstring(function, False) else body
    if region.is_expression:
        return len(left) == 1 and isinstance(left[0], ast.Return) and left[0].value is region.node
    return region.statements == left


def _does_too_much(region: Region, blocking: Collection[NodeId]) -> bool:
    """True for a helper that does most of what the function does, and more than a name could say."""
    if region.is_expression:
        return False
    said = {(words.verb, words.thing) for words in _said([one for one in _calls(region) if node_id(one) in blocking])}
    body: list[ast.stmt] = getattr(region.function_path[-1].node, "body", [])
    return len(said) > _MANY and 2 * len(region.statements) > len(body) and region.statements[0] in body


def _by_what_it_does(region: Region, outputs: Sequence[str], blocking: Collection[NodeId]) -> list[str]:
    """`read_config` for a region that reads a file and gives `config`, and weaker names after it."""
    calls = _calls(region)
    chosen = [one for one in calls if node_id(one) in blocking]
    untold = [call for call in chosen if words_of(call) is None]
    entered = {node_id(item.context_expr) for one in _nodes(region) if isinstance(one, ast.With) for item in one.items}
    found = _from_words(_said(chosen, untold), outputs, _targets(region))
    found.extend(name for call in untold if node_id(call) not in entered and (name := words_of_name(call)))
    return list(dict.fromkeys(found or _from_words(_said(calls, untold), outputs, _targets(region))))


def _said(calls: Sequence[ast.Call], untold: Sequence[ast.Call] = ()) -> list[CallWords]:
    """What the calls say; what is written into an open file comes before the file, which says it better.

    A question says little beside calls that do what is not told.
    """
    said = [words for call in calls if (words := words_of(call)) is not None]
    if untold:
        said = [words for words in said if words.verb not in _ASKING]
    return sorted(said, key=lambda words: words.opens)


def _from_words(said: Sequence[CallWords], outputs: Sequence[str], targets: Sequence[str]) -> list[str]:
    gives = [words for words in said if words.sort is Sort.GIVES]
    takes = [words for words in said if words.sort is Sort.TAKES]
    given = [one for one in map(_word, outputs) if one]
    telling = [one for one in given if is_telling(one)]
    strong: list[str] = []
    weak: list[str] = []
    if gives and len(telling) == len(given) and len(telling) in (1, 2):
        strong.append(f"{_verb(gives)}_{'_and_'.join(telling)}")
    for words in (*reversed(takes), *reversed(gives)):
        if len(words.thing) > (1 if words.verb == "run" else 2):
            (strong if is_telling(words.thing) else weak).append(f"{words.verb}_{words.thing}")
    if gives:
        strong.extend(f"{_verb(gives)}_{one}" for one in map(_word, targets) if is_telling(one))
        weak = [f"{_verb(gives)}_{one}" for one in (*given, *map(_word, targets)) if len(one) > 2] + weak
    return strong or weak[:1]


def _verb(gives: Sequence[CallWords]) -> str:
    """The verb of the last call that gives something; a file that is opened is read by what follows."""
    return next((words.verb for words in reversed(gives) if words.verb != "check"), gives[-1].verb)


def _word(name: str) -> str:
    return name.strip("_").lower() if name.isascii() else ""


def _nodes(region: Region) -> Iterator[ast.AST]:
    return (node for root in region.roots for node in below(root))


def _calls(region: Region) -> list[ast.Call]:
    return [node for node in _nodes(region) if isinstance(node, ast.Call)]


def _targets(region: Region) -> list[str]:
    """The names that the region gives to the results of calls."""
    found: list[str] = []
    for root in region.roots:
        for node in below(root):
            if isinstance(node, ast.Assign) and any(isinstance(one, ast.Call) for one in below(node.value)):
                found.extend(target.id for target in node.targets if isinstance(target, ast.Name))
    return found


def _is_free(tree: Tree, name: str, taken: Collection[str]) -> bool:
    if name in taken or keyword.iskeyword(name) or hasattr(builtins, name):
        return False
    text = tree.source.text
    return name not in text or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is None
