"""Move a part of a coroutine into a thread, with exactly the same meaning, or say why that can't be.

    from asyncfix.offload import Backend, Extraction, Region, extract

    region = Region(path, length=3)            # three statements; `path` leads to the first of them
    region = Region(path)                      # one statement, or one expression
    taken: set[str] = set()                    # names of helpers that other fixes bring in
    result = extract(tree, names, region, backend=Backend.STARLETTE, importer=importer, taken=taken)
    if isinstance(result, Extraction):
        taken.add(result.helper)
        fix = Fix(recipe, result.title, result.edits, needs=result.needs, introduces=result.introduces,
                  hazards=result.hazards, form=result.form)
    else:
        skip = result.reason

A region of one call or attribute is handed to the thread as it is: `await run_in_threadpool(f, x)`; the receiver
and the arguments go on being evaluated on the loop. Any other region becomes a helper. Nothing is
written into `taken` here: two regions that are planned apart get different names only where the
caller says which ones are gone.

    region, graph, expressions, statements, solve    the ways through a function, and what happens to its names
    flow, scoping, outer, suppress, lifetimes        what a region takes, gives and leaves behind
    obstacles                                        what can't run in a thread
    calls                                            one call or read, without a helper
    helper, locals, returns, trimming, layout        how a helper looks, and where it stands
    naming, wording                                  what it is called
    backends, process                                how a thread, or another process, is asked for
    writing, draft, extract, refusal                 all of it together
"""

from asyncfix.offload.backends import Backend
from asyncfix.offload.extract import Extraction, extract
from asyncfix.offload.region import Region, region_of

__all__ = ["Backend", "Extraction", "Region", "extract", "region_of"]
