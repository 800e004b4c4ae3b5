"""Grouping what blocks in a coroutine into the fewest hops to another thread.

Statements that follow each other and that nothing keeps on the loop go together; where that can't be done, smaller
groups are tried, down to the single call.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from asyncfix.catalogue import Family
from asyncfix.index import things as t
from asyncfix.index.owned import is_local
from asyncfix.offload import Extraction, Region
from asyncfix.plan.barriers import blocks, heads, is_compound, loops, own, waits
from asyncfix.plan.company import Company, company
from asyncfix.plan.lazy import lazy_site
from asyncfix.plan.shapes import begun, hands_on, opens
from asyncfix.plan.sites import Coroutine, FileSites, Site
from asyncfix.plan.threads import Bound
from asyncfix.semantics.flow import Kind
from asyncfix.semantics.paths import Path
from asyncfix.semantics.places import Obstacle, place_of

_MOST_LINES = 60  # of a region; longer ones are no small diff
_QUIET = frozenset({Family.LOCK, Family.LOOP})
"""Families that no thread helps: a lock would be held by the wrong thread, a loop inside the loop is an error."""


@dataclass(slots=True)
class Hop:
    """A region that leaves the loop, and the sites that it takes along."""

    region: Region
    extraction: Extraction
    sites: list[Site]
    hazards: tuple[str, ...] = ()


@dataclass(slots=True)
class Plan:
    """What becomes of the sites of a coroutine."""

    hops: list[Hop] = field(default_factory=list)
    left: list[tuple[Site, str]] = field(default_factory=list)  # with the reason


class Planner:
    """Plans one coroutine. `stays` are the ids of nodes that other fixes rewrite, or that comments keep."""

    def __init__(
        self,
        files: FileSites,
        coroutine: Coroutine,
        stays: frozenset[int],
        extraction: Callable[[Region, bool, Collection[int]], Extraction | str],
    ) -> None:
        self.files = files
        self.coroutine = coroutine
        self.stays = stays
        self.extraction = extraction  # of a region, as a helper in any case or not, for the calls; or why there is none
        self.bound = Bound(files, coroutine)
        self.plan = Plan()
        self.sites = [site for site in coroutine.sites if id(site.node) not in stays]
        self._events = coroutine.function.events
        self._loop: dict[int, str] = {}

    def planned(self) -> Plan:
        """Do it."""
        movable = []
        for site in self.sites:
            reason = self._fixed_reason(site)
            if reason:
                self.plan.left.append((site, reason))
            else:
                movable.append(site)
        self.sites = movable
        self._cover_block(self.coroutine.node.body)
        done = {id(site) for hop in self.plan.hops for site in hop.sites} | {id(site) for site, _ in self.plan.left}
        for site in movable:
            if id(site) not in done:
                self.plan.left.append((site, _UNREACHED))
        return self.plan

    def _fixed_reason(self, site: Site) -> str:
        """Why nothing can be done about a site, whatever is around it; "" where something may."""
        if not site.cause.certain:
            return f"`{_shown(site.node)}` may be something else as well, so what it does is not known"
        if site.cause.row.family is Family.LOOP and site.cause.function is None:
            return "it runs an event loop, which is an error while another one runs; await the coroutine instead"
        return ""

    # -- what is inside what

    def _inside(self, roots: Iterable[ast.AST]) -> list[Site]:
        ids = {id(node) for root in roots for node in own(root)}
        found = [site for site in self.sites if id(site.node) in ids]
        return [site for site in found if not self._is_edge(site) or self._has_with(site, ids)]

    def _is_edge(self, site: Site) -> bool:
        return site.event.kind in (Kind.ENTER, Kind.LEAVE)

    def _has_with(self, site: Site, ids: set[int]) -> bool:
        """True where the whole `with` statement of an entering or leaving is inside."""
        statement = next(step.node for step in reversed(site.path) if isinstance(step.node, ast.stmt))
        return id(statement) in ids

    def _company(self, roots: Sequence[ast.AST]) -> Company:
        ids = {id(node) for root in roots for node in own(root)}
        blocking = {(id(site.node), site.event.kind) for site in self.coroutine.sites}
        events = [
            event for event in self._events if id(event.node) in ids and (id(event.node), event.kind) not in blocking
        ]
        return company(self.files, events)

    def _loop_use(self, sites: Iterable[Site]) -> str:
        """What of the loop the helpers use that block."""
        for site in sites:
            function = site.cause.function
            used = self.files.index.blocking.uses_loop(function) if function is not None else ""
            if used:
                return f"`{site.called}` uses the event loop (`{used}`), which it would not find in a thread"
        return ""

    def _is_barrier(self, statement: ast.stmt) -> bool:
        known = self._loop.get(id(statement))
        if known is None:
            if waits(statement, self.stays):
                known = "await"
            else:
                known = self._company([statement]).loop or self._loop_use(self._inside([statement]))
            self._loop[id(statement)] = known
        return bool(known)

    # -- statements

    def _cover_block(self, block: Sequence[ast.stmt]) -> None:
        run: list[ast.stmt] = []
        for statement in block:
            if self._is_barrier(statement):
                self._cover_run(run)
                run = []
                if self._inside_any(statement):
                    self._cover_inside(statement)
            else:
                run.append(statement)
        self._cover_run(run)

    def _inside_any(self, statement: ast.stmt) -> bool:
        ids = {id(node) for node in own(statement)}
        return any(id(site.node) in ids for site in self.sites)

    def _cover_run(self, run: list[ast.stmt]) -> None:
        """Cover statements that nothing keeps on the loop, the longest groups first."""
        start = 0
        while start < len(run):
            if not self._inside([run[start]]):
                start += 1
                continue
            ends = [index + 1 for index in range(start, len(run)) if self._inside([run[index]])]
            rest = run[ends[-1] :]
            lead = begun(run[:start], rest)
            if lead < start and self._merge(run[lead:]):
                return
            whole = hands_on(run[start : ends[-1]], rest)
            if rest and len(rest) <= 2 and (whole or self._returns_early(run[start : ends[-1]])):
                ends.append(len(run))  # up to the end, so that the helper can return for the function
            taken = next((end for end in reversed(ends[1:]) if self._merge(run[start:end])), 0)
            if not taken:
                taken = start + 1 + self._cover_statement(run[start], rest if len(ends) == 1 and len(rest) <= 2 else [])
            start = taken

    def _returns_early(self, statements: Sequence[ast.stmt]) -> bool:
        return any(isinstance(node, ast.Return) for statement in statements for node in own(statement))

    def _merge(self, statements: list[ast.stmt]) -> bool:
        """Take the statements to a thread together, if that can be done and pays."""
        if self.files.tree.text(statements[0]).startswith("elif"):
            return False
        sites = self._inside(statements)
        quiet = [statement for statement in statements if not self._inside([statement])]
        forced = any(self.bound.holds(site) or self.bound.makes(site) for site in sites)
        lines = (statements[-1].end_lineno or 0) - statements[0].lineno + 1
        if not forced and (lines > _MOST_LINES or len(quiet) > 2 * (len(statements) - len(quiet))):
            return False
        quiet_sites = [site for site in sites if site.cause.row.family in _QUIET and site.cause.function is None]
        if len(quiet_sites) == len(sites) or not all(self._is_edge(site) for site in quiet_sites):
            return False
        return self._take(self._region(statements, sites), statements, sites, forced=forced)

    def _region(self, statements: list[ast.stmt], sites: Sequence[Site]) -> Region:
        for site in sites:
            for index, step in enumerate(site.path):
                if step.node is statements[0]:
                    return Region(site.path[: index + 1], len(statements))
        path = self._path_beside(statements[0], sites[0].path)
        return Region(path, len(statements))

    def _path_beside(self, statement: ast.stmt, path: Path) -> Path:
        """The path to a statement in the same list as one on the path."""
        for index in range(len(path) - 1, 0, -1):
            parent, step = path[index - 1].node, path[index]
            siblings = getattr(parent, step.field, None)
            if isinstance(siblings, list) and any(one is statement for one in siblings):
                return (*path[:index], type(step)(statement, step.field))
        raise ValueError("the statement does not stand beside the path")

    def _cover_statement(self, statement: ast.stmt, rest: Sequence[ast.stmt]) -> int:
        """Cover one statement, in parts if need be. Returns how many of the rest went along."""
        sites = self._inside([statement])
        if not is_compound(statement):
            self._cover_simple(statement, sites)
            return 0
        calls = [site for site in sites if not self._is_edge(site)]
        repeated = bool(loops(statement))
        alone = len(sites) == 1 and calls and not repeated and not opens(statement, sites[0])
        if not alone and self._merge([statement]):
            return 0
        if not alone and rest and self._merge([statement, *rest]):
            return len(rest)
        self._cover_inside(statement)
        return 0

    def _cover_inside(self, statement: ast.stmt) -> None:
        """Cover the parts of a statement that can't go as a whole."""
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) or not is_compound(statement):
            self._cover_simple(statement, self._inside([statement]))
            return
        refused = "" if waits(statement, self.stays) else self._refused
        for head in heads(statement):
            self._cover_expression(head, [site for site in self._inside([head]) if not self._is_edge(site)])
        for site in self.sites:
            if self._is_edge(site) and any(site.node is head for head in heads(statement)):
                self._leave_edge(site, refused)
        for block in blocks(statement):
            self._cover_block(block)

    def _leave_edge(self, site: Site, refused: str) -> None:
        """A `with` that awaits inside, or that was refused for another reason: its end stays on the loop."""
        family = site.cause.row.family
        if family is Family.FILE and site.event.kind is Kind.LEAVE and site.cause.function is None:
            self.plan.left.append((site, ""))
            return
        if family is Family.LOCK and not self._held_while_waiting(site):
            self.plan.left.append((site, _HELD_SHORTLY))
            return
        what = "entering" if site.event.kind is Kind.ENTER else "leaving"
        if family is Family.LOCK:
            reason = "the lock is held while other tasks run; use `asyncio.Lock` where only coroutines take it"
        else:
            why = refused or "it awaits"
            reason = f"{what} the `with` block blocks, and the block can't go to a thread as a whole: {why}"
        self.plan.left.append((site, reason))

    def _held_while_waiting(self, site: Site) -> bool:
        statement = next(step.node for step in reversed(site.path) if isinstance(step.node, ast.stmt))
        return waits(statement)

    def _cover_simple(self, statement: ast.stmt, sites: list[Site]) -> None:
        for expression in heads(statement):
            self._cover_expression(expression, [site for site in sites if not self._is_edge(site)])

    # -- expressions

    def _cover_expression(self, expression: ast.expr, sites: list[Site]) -> None:
        ids = {id(node) for node in own(expression)}
        inside = [site for site in sites if id(site.node) in ids]
        if not inside:
            return
        if len(inside) > 1:
            if any(self._take_whole(node, inside) for node in self._around(expression, inside)):
                return
        elif (not isinstance(inside[0].node, ast.Call) or self._in_comprehension(inside[0])) and self._take_whole(
            self._movable_around(inside[0]), inside
        ):
            return
        for site in self._outermost(inside):
            self._single(site, inside)

    def _single(self, site: Site, inside: list[Site]) -> None:
        """Take one call to a thread, with those inside it that it needs."""
        within = [one for one in inside if one is site or site.node in [step.node for step in one.path[:-1]]]
        reason = self._single_reason(site)
        if not reason and self._take(Region(site.path), [site.node], within):
            return
        if len(within) > 1:
            self.plan.left.append((site, reason or self._refused))
            for one in self._outermost([one for one in within if one is not site]):
                self._single(one, within)
            return
        self.plan.left.append((site, reason or self._refused))

    def _single_reason(self, site: Site) -> str:
        if site.cause.row.family in _QUIET and site.cause.function is None:
            return "a lock is given back by the thread that took it; use `asyncio.Lock` where only coroutines take it"
        obstacle = place_of(site.path).obstacle
        return obstacle.value if obstacle is not Obstacle.NONE else ""

    def _in_comprehension(self, site: Site) -> bool:
        place = len(place_of(site.path).path)
        return any(type(step.node).__name__.endswith(("Comp", "GeneratorExp")) for step in site.path[place:-1])

    def _movable_around(self, site: Site) -> ast.expr:
        """The outermost comprehension around a site, or what iterates a generator expression."""
        place = len(place_of(site.path).path)
        steps = site.path[place:]
        for index, step in enumerate(steps[:-1]):
            if type(step.node).__name__.endswith(("Comp", "GeneratorExp")) and isinstance(step.node, ast.expr):
                above = steps[index - 1].node if index else None
                lazy = isinstance(step.node, ast.GeneratorExp) and isinstance(above, ast.Call)
                return above if lazy and isinstance(above, ast.Call) else step.node
        return site.node

    def _take_whole(self, node: ast.expr, sites: list[Site]) -> bool:
        return not waits(node, self.stays) and self._take(self._expression(node, sites), [node], sites)

    def _around(self, expression: ast.expr, sites: Sequence[Site]) -> list[ast.expr]:
        """The expressions that hold all the sites, the smallest first."""
        common = [step.node for step in sites[0].path]
        for site in sites[1:]:
            nodes = {id(step.node) for step in site.path}
            common = [node for node in common if id(node) in nodes]
        inside = {id(node) for node in own(expression)}
        found = [
            node
            for node in reversed(common)
            if isinstance(node, ast.expr)
            and id(node) in inside
            and not isinstance(node, (ast.Starred, ast.Slice, ast.GeneratorExp))
        ]
        return found or [expression]

    def _expression(self, node: ast.expr, sites: Sequence[Site]) -> Region:
        for site in sites:
            for index, step in enumerate(site.path):
                if step.node is node:
                    return Region(site.path[: index + 1])
        return Region(sites[0].path)

    def _outermost(self, sites: Sequence[Site]) -> list[Site]:
        found = []
        for site in sites:
            above = {id(step.node) for step in site.path[:-1]}
            if not any(other is not site and id(other.node) in above for other in sites):
                found.append(site)
        return found

    # -- taking a region

    _refused = ""

    def _take(self, region: Region, roots: Sequence[ast.AST], sites: list[Site], *, forced: bool = False) -> bool:
        """Make the region a hop, if nothing speaks against it. What does is kept in `_refused`."""
        single = region.is_expression and len(sites) == 1 and sites[0].node is region.node
        beside = Company() if single else self._company(roots)
        if beside.loop:
            self._refused = f"`{beside.loop}` belongs to the event loop"
            return False
        if beside.unseen and not forced and len(sites) > 1 and not region.is_expression and self._can_split(sites):
            self._refused = f"`{beside.unseen[0]}` would run in the thread as well, and what it does is not known"
            return False
        reason = self._loop_use(sites) or self._crossing(roots, sites)
        if reason:
            self._refused = reason
            return False
        as_helper = not single or bool(self.bound.shared_out(roots)[0])
        made = self.extraction(region, as_helper, {id(site.node) for site in sites})
        if isinstance(made, str):
            self._refused = made
            return False
        self.plan.hops.append(Hop(region, made, sites, self._hazards(beside, roots, sites, made.outputs)))
        return True

    def _can_split(self, sites: Sequence[Site]) -> bool:
        """True where each of the sites could go to a thread by itself."""
        return not any(self._is_edge(site) or self.bound.holds(site) or self.bound.makes(site) for site in sites)

    def _crossing(self, roots: Sequence[ast.AST], sites: Sequence[Site]) -> str:
        """Why a region can't leave the thread that made what it uses; "" where it can."""
        kind = self.bound.crossing(roots)
        if kind:
            return (
                f"a `{kind}` may only be used in the thread that made it, and not all of its uses can go there together"
            )
        kind, elsewhere = self.bound.shared_out(roots)
        if elsewhere:
            return f"a `{kind}` is another one in every thread, and not all of its uses can go to one together"
        kind = self.bound.beside_others(roots)
        if kind:
            return f"coroutines that run at the same time share the `{kind}`, and two threads must not use it at once"
        for site in sites:
            kind, is_local = self._kept_by(site)
            if kind and not is_local:
                return f"`{site.called}` uses a `{kind}` that may only be used in the thread that made it"
        return ""

    def _kept_by(self, site: Site) -> tuple[str, bool]:
        """The type of an object bound to a thread that a function of the project uses, and whether each has its own."""
        function = site.cause.function
        kind = self.files.index.blocking.uses_kept(function) if function is not None else ""
        return kind, bool(kind) and is_local(self.files.index.project, t.Instance(kind))

    def _other_session(self, roots: Sequence[ast.AST], sites: Sequence[Site]) -> str:
        """A hazard: the thread will see another object than the loop; "" for none."""
        kind = self.bound.shared_out(roots)[0] or next((kind for site in sites if (kind := self._kept_by(site)[0])), "")
        if not kind:
            return ""
        return f"a `{kind}` is another one in every thread: what is pending in the one of the loop is not seen there"

    def _hazards(
        self, beside: Company, roots: Sequence[ast.AST], sites: Sequence[Site], outputs: Sequence[str]
    ) -> tuple[str, ...]:
        found = []
        if beside.unseen:
            shown = ", ".join(f"`{one}`" for one in beside.unseen[:3])
            more = f" and {len(beside.unseen) - 3} more" if len(beside.unseen) > 3 else ""
            found.append(f"{shown}{more} will run in the thread as well, and what it does there is not known")
        lazy = lazy_site(sites, roots, outputs)
        if lazy is not None:
            found.append(
                f"what `{lazy.cause.row.name}` returns may load more from the database when an attribute is read later"
            )
        other = self._other_session(roots, sites)
        return (*found, *([other] if other else ()))


_HELD_SHORTLY = "a thread that holds the lock keeps the loop waiting; where that may take long, use `asyncio.Lock`"
_UNREACHED = "it stands where nothing can be moved"


def _shown(node: ast.AST) -> str:
    function = node.func if isinstance(node, ast.Call) else node
    text = ast.unparse(function)
    return text if len(text) <= 50 else text[:49] + "…"
