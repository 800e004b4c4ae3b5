"""Grouping what blocks in a coroutine into the fewest hops to another thread.

Statements that follow each other and that nothing keeps on the loop go together; where that can't be done, smaller
groups are tried, down to the single call.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterable, Sequence

from asyncfix.binding.execution_context import AwaitObstacle, place_of
from asyncfix.catalogue import Family
from asyncfix.dataflow.region import Region
from asyncfix.effects import of_regions
from asyncfix.effects.of_regions import given_loop_use, is_of_loop
from asyncfix.effects.table import Effect, sentence
from asyncfix.inference.events import EventKind
from asyncfix.offload.candidates.blocking_sites import BlockingSite, BlockingSites, CoroutineSites
from asyncfix.offload.extract.calls import goes_alone
from asyncfix.offload.extract.extraction import Extraction
from asyncfix.offload.planner import skip_reasons
from asyncfix.offload.planner.barriers import blocks, contains_suspension, heads, is_compound, loops, own
from asyncfix.offload.planner.edges import edge_reason
from asyncfix.offload.planner.listings import changes_walk, is_listing
from asyncfix.offload.planner.managed_blocks import Managed, managed
from asyncfix.offload.planner.offload_plan import OffloadPlan, OffloadRegion
from asyncfix.offload.planner.region_paths import (
    expressions_around,
    is_left_lazy,
    least,
    outermost,
    region_of_expression,
    region_of_statements,
)
from asyncfix.offload.planner.shapes import hands_on, opens, prepares
from asyncfix.offload.safety.affinity_check import AffinityCheck
from asyncfix.offload.safety.co_moved_calls import CoMovedCalls, company
from asyncfix.offload.safety.not_offloadable import not_offloadable_reason
from asyncfix.offload.safety.review_notes import RegionReview
from asyncfix.syntax.node_id import NodeId, node_id

_MOST_LINES = 60  # of a region; longer ones are no small diff


class Planner:
    """Plans one coroutine. `stays` are the ids of nodes that other fixes rewrite, or that comments keep."""

    def __init__(
        self,
        files: BlockingSites,
        coroutine: CoroutineSites,
        stays: frozenset[NodeId],
        extraction: Callable[[Region, bool, Collection[NodeId]], Extraction | str],
    ) -> None:
        self.files = files
        self.coroutine = coroutine
        self.stays = stays
        self.extraction = extraction  # of a region, as a helper in any case or not, for the calls; or why there is none
        self.bound = AffinityCheck(files, coroutine)
        self.plan = OffloadPlan()
        self.sites = [site for site in coroutine.sites if node_id(site.node) not in stays]
        self._events = coroutine.function.events
        self._loop: dict[NodeId, str] = {}
        self._own: dict[NodeId, frozenset[NodeId]] = {}
        self._blocking = {(node_id(site.node), site.event.kind) for site in coroutine.sites}
        self._yielding = of_regions.yielding(files, self._events)

    def planned(self) -> OffloadPlan:
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
        left = [*self.plan.left, *(entry for block in self.plan.managed for entry in block.left)]
        done = {site for hop in self.plan.hops for site in hop.sites} | {site for site, _ in left}
        for site in movable:
            if site not in done:
                self.plan.left.append((site, skip_reasons.UNREACHED))
        return self.plan

    def _fixed_reason(self, site: BlockingSite) -> str:
        """Why nothing can be done about a site, whatever is around it; "" where something may."""
        if not site.cause.certain:
            return f"`{_shown(site.node)}` may be something else as well, so what it does is not known"
        if site.event.lazy and is_left_lazy(site):
            return skip_reasons.LATER
        if site.cause.row.family is Family.LOOP and site.cause.function is None:
            return not_offloadable_reason(site.cause.row)
        return ""

    # -- what is inside what

    def _ids(self, root: ast.AST) -> frozenset[NodeId]:
        """The ids of the nodes of a part of the coroutine, nested functions aside."""
        known = self._own.get(node_id(root))
        if known is None:
            known = self._own[node_id(root)] = frozenset(map(node_id, own(root)))
        return known

    def _inside(self, roots: Iterable[ast.AST]) -> list[BlockingSite]:
        ids = frozenset().union(*map(self._ids, roots))
        found = [site for site in self.sites if node_id(site.node) in ids]
        return [site for site in found if not self._is_edge(site) or self._has_with(site, ids)]

    def _is_edge(self, site: BlockingSite) -> bool:
        return site.event.kind in (EventKind.ENTER, EventKind.LEAVE)

    def _has_with(self, site: BlockingSite, ids: Collection[NodeId]) -> bool:
        """True where the whole `with` statement of an entering or leaving is inside."""
        statement = next(step.node for step in reversed(site.path) if isinstance(step.node, ast.stmt))
        return node_id(statement) in ids

    def _company(self, roots: Sequence[ast.AST]) -> CoMovedCalls:
        ids = frozenset().union(*map(self._ids, roots))
        events = [
            event
            for event in self._events
            if node_id(event.node) in ids and (node_id(event.node), event.kind) not in self._blocking
        ]
        return company(self.files, events)

    def _loop_use(self, sites: Iterable[BlockingSite]) -> str:
        """What of the loop the helpers use that block."""
        for site in sites:
            for function in site.cause.functions:
                used = self.files.index.blocking.uses_loop(function)
                if used and is_of_loop(used):
                    return sentence(Effect.LOOP_USED, function=function.name, name=used)
                if used:
                    return sentence(Effect.LOOP_THREAD, function=function.name, name=used)
            used = given_loop_use(self.files, site.event)
            if used:
                return sentence(Effect.LOOP_GIVEN, called=f"`{site.called}`", name=used)
        return ""

    def _is_barrier(self, statement: ast.stmt) -> bool:
        known = self._loop.get(node_id(statement))
        if known is None:
            if contains_suspension(statement, self.stays):
                known = "await"
            else:
                known = self._company([statement]).loop or self._loop_use(self._inside([statement]))
            self._loop[node_id(statement)] = known
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
        ids = self._ids(statement)
        return any(node_id(site.node) in ids for site in self.sites)

    def _cover_run(self, run: list[ast.stmt]) -> None:
        """Cover statements that nothing keeps on the loop, the longest groups first."""
        start = 0
        while start < len(run):
            if not self._inside([run[start]]):
                start += 1
                continue
            ends = [index + 1 for index in range(start, len(run)) if self._inside([run[index]])]
            rest = run[ends[-1] :]
            first = self._prepared(run, start)
            goes_whole = self._goes_whole(run[start])
            fewest = 0 if goes_whole else 1  # a single call goes without a helper
            whole = len(ends) > fewest and hands_on(run[first : ends[-1]], rest)
            if 0 < len(rest) <= 2 and self._is_end(run[-1]) and (whole or self._returns_early(run[start : ends[-1]])):
                ends.append(len(run))  # so that the helper can return for the function
            ranges = [(begin, end) for end in reversed(ends[fewest:]) for begin in dict.fromkeys([first, start])]
            taken = next((end for begin, end in ranges if self._merge(run[begin:end])), 0)
            if not taken and goes_whole and len(ends) == 1 and 0 < len(rest) <= 2 and self._merge(run[start:]):
                taken = len(run)
            if not taken:
                self._cover_statement(run[start])
                taken = start + 1
            start = taken

    def _goes_whole(self, statement: ast.stmt) -> bool:
        """True for a compound statement that needs a helper: it blocks more than once, or enters what a call gives."""
        if not is_compound(statement):
            return False
        sites = self._inside([statement])
        return len(sites) != 1 or self._is_edge(sites[0]) or bool(loops(statement)) or opens(statement, sites[0])

    def _prepared(self, run: list[ast.stmt], start: int) -> int:
        """Where what prepares a statement begins."""
        first = start
        while first and self._is_preparation(run[first - 1]):
            first -= 1
        return first

    def _is_preparation(self, statement: ast.stmt) -> bool:
        covered = any(root is statement for hop in self.plan.hops for root in hop.region.roots)
        return not covered and prepares(statement)

    def _returns_early(self, statements: Sequence[ast.stmt]) -> bool:
        return any(isinstance(node, ast.Return) for statement in statements for node in own(statement))

    def _is_end(self, statement: ast.stmt) -> bool:
        """True for the last statement that the coroutine runs on this way."""
        return isinstance(statement, (ast.Return, ast.Raise)) or statement is self.coroutine.node.body[-1]

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
        calls = [site for site in sites if site.event.kind is EventKind.CALL]
        if not forced and len({self._keeps_result(site) for site in calls}) > 1:
            return False  # what only blocks the first time is decided by itself
        quiet_sites = [site for site in sites if site.cause.function is None and not_offloadable_reason(site.cause.row)]
        if len(quiet_sites) == len(sites) or not all(self._is_edge(site) for site in quiet_sites):
            return False
        return self._take(region_of_statements(statements, sites), statements, sites, forced=forced)

    def _keeps_result(self, site: BlockingSite) -> bool:
        function = site.cause.function
        return function is not None and of_regions.keeping_result(self.files, function) is not None

    def _cover_statement(self, statement: ast.stmt) -> None:
        sites = self._inside([statement])
        if not is_compound(statement):
            self._cover_simple(statement, sites)
            return
        self._cover_inside(statement)

    def _cover_inside(self, statement: ast.stmt) -> None:
        """Cover the parts of a statement that can't go as a whole."""
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) or not is_compound(statement):
            self._cover_simple(statement, self._inside([statement]))
            return
        refused = "" if contains_suspension(statement, self.stays) else self._refused
        for head in heads(statement):
            sites = [site for site in self._inside([head]) if not self._is_edge(site)]
            turns = [site for site in sites if self._is_of_loop(site, statement)]
            if not turns or not self._take_list(turns[0], sites):
                self._cover_expression(head, [site for site in sites if site not in turns])
        self._leave_edges(statement, refused)
        for block in blocks(statement):
            self._cover_block(block)

    def _is_of_loop(self, site: BlockingSite, statement: ast.stmt) -> bool:
        """True for the iteration of a `for` statement."""
        return site.event.kind is EventKind.ITERATE and isinstance(statement, ast.For) and site.node is statement.iter

    def _take_list(self, turns: BlockingSite, sites: list[BlockingSite]) -> bool:
        """Take what a loop iterates to a thread as a list, where that is short; else say why it stays."""
        loop = next(step.node for step in reversed(turns.path) if isinstance(step.node, ast.For))
        reason = skip_reasons.ITERATED
        if (
            turns.cause.function is None
            and is_listing(turns.cause.row)
            and not changes_walk(loop, turns.cause.row.name)
        ):
            region = Region(turns.path, as_list=True)
            if not contains_suspension(turns.node, self.stays) and self._take(region, [turns.node], sites):
                self.plan.hops[-1].hazards += (sentence(Effect.LISTED),)
                return True
            reason = self._refused or reason
        self.plan.left.append((turns, reason))
        return False

    def _leave_edges(self, statement: ast.stmt, refused: str) -> None:
        """A `with` that awaits inside, or that was refused for another reason: its ends go alone, or stay."""
        entered = {node_id(head) for head in heads(statement)}
        edges = [site for site in self.sites if self._is_edge(site) and node_id(site.node) in entered]
        left = [(site, edge_reason(self.files, site, refused)) for site in edges]
        made = managed(self.files, self.coroutine, self.bound, statement, left)
        if isinstance(made, Managed):
            self.plan.managed.append(made)
        else:
            self.plan.left.extend(made)

    def _cover_simple(self, statement: ast.stmt, sites: list[BlockingSite]) -> None:
        for expression in heads(statement):
            self._cover_expression(expression, [site for site in sites if not self._is_edge(site)])

    # -- expressions

    def _cover_expression(self, expression: ast.expr, sites: list[BlockingSite]) -> None:
        ids = self._ids(expression)
        inside = [site for site in sites if node_id(site.node) in ids]
        if not inside:
            return
        if len(inside) > 1:
            if any(self._take_whole(node, inside) for node in expressions_around(expression, inside)):
                return
        elif self._take_whole_around(inside[0]):
            return
        for site in outermost(inside):
            self._single(site, inside)

    def _take_whole_around(self, site: BlockingSite) -> bool:
        """Take what has to go with a site that is more than a call, or that runs again and again."""
        node = least(site)[-1].node
        if not isinstance(node, ast.expr) or (node is site.node and isinstance(node, (ast.Call, ast.Attribute))):
            return False
        return self._take_whole(node, [one for one in self._inside([node]) if not self._is_edge(one)])

    def _single(self, site: BlockingSite, inside: list[BlockingSite]) -> None:
        """Take one call to a thread, with those inside it that it needs."""
        if site.event.kind is EventKind.ITERATE:
            if not self._take_whole_around(site):
                self.plan.left.append((site, self._refused or skip_reasons.ITERATED))
            return
        within = [one for one in inside if one is site or site.node in [step.node for step in one.path[:-1]]]
        reason = self._single_reason(site)
        if not reason and self._take(Region(site.path), [site.node], within):
            return
        if len(within) > 1:
            self.plan.left.append((site, reason or self._refused))
            for one in outermost([one for one in within if one is not site]):
                self._single(one, within)
            return
        self.plan.left.append((site, reason or self._refused))

    def _single_reason(self, site: BlockingSite) -> str:
        reason = not_offloadable_reason(site.cause.row) if site.cause.function is None else ""
        if reason:
            return reason
        obstacle = place_of(site.path).obstacle
        return obstacle.value if obstacle is not AwaitObstacle.NONE else ""

    def _take_whole(self, node: ast.expr, sites: list[BlockingSite]) -> bool:
        if isinstance(node, ast.GeneratorExp):
            self._refused = AwaitObstacle.GENERATOR.value
            return False
        if contains_suspension(node, self.stays):
            return False
        region = region_of_expression(node, sites)
        above = region.path[-2].node
        if isinstance(above, ast.Expr):
            return self._take(region_of_statements([above], sites), [above], sites)  # what it gives is of no matter
        return self._take(region, [node], sites)

    # -- taking a region

    _refused = ""

    def _take(
        self, region: Region, roots: Sequence[ast.AST], sites: list[BlockingSite], *, forced: bool = False
    ) -> bool:
        """Make the region a hop, if nothing speaks against it. What does is kept in `_refused`."""
        single = not region.as_list and region.is_expression and len(sites) == 1 and sites[0].node is region.node
        beside = CoMovedCalls() if single else self._company(roots)
        if beside.loop:
            self._refused = sentence(Effect.LOOP, name=beside.loop)
            return False
        if beside.unseen and not forced and len(sites) > 1 and not region.is_expression and self._can_split(sites):
            self._refused = sentence(Effect.UNSEEN_BESIDE, name=beside.unseen[0])
            return False
        as_helper = not single or not goes_alone(region.path) or bool(self.bound.shared_out(roots)[0])
        reason = (
            self._loop_use(sites)
            or self.bound.refusal(roots, sites, is_alone=not as_helper)
            or of_regions.refusal(self.files, self.coroutine, roots, region.path)
        )
        if reason:
            self._refused = reason
            return False
        made = self.extraction(region, as_helper, {node_id(site.node) for site in sites} | self._yielding)
        if isinstance(made, str):
            self._refused = made
            return False
        moved = RegionReview(self.files, self.coroutine, self.bound, roots, sites)
        self.plan.hops.append(OffloadRegion(region, made, sites, moved.hazards(beside, made.outputs, region.path)))
        return True

    def _can_split(self, sites: Sequence[BlockingSite]) -> bool:
        """True where each of the sites could go to a thread by itself."""
        return not any(self._is_edge(site) or self.bound.holds(site) or self.bound.makes(site) for site in sites)


def _shown(node: ast.AST) -> str:
    function = node.func if isinstance(node, ast.Call) else node
    text = ast.unparse(function)
    return text if len(text) <= 50 else text[:49] + "…"
