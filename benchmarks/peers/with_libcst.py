"""The two first recipes of asyncfix as a LibCST codemod: python with_libcst.py FOLDER [JOBS]

Prints diffs and writes nothing. Qualified names, imports added and removed: the same service.
"""

# mypy: disable-error-code="import-not-found,misc,no-any-unimported,untyped-decorator"

from __future__ import annotations

import sys
from pathlib import Path

import libcst as cst
from libcst.codemod import CodemodContext, VisitorBasedCodemodCommand, parallel_exec_transform_with_prettyprint
from libcst.codemod.visitors import AddImportsVisitor, RemoveImportsVisitor
from libcst.metadata import QualifiedNameProvider


class OffTheLoop(VisitorBasedCodemodCommand):
    """`time.sleep` and `asyncio.get_event_loop` in coroutines."""

    METADATA_DEPENDENCIES = (QualifiedNameProvider,)

    def __init__(self, context: CodemodContext) -> None:
        super().__init__(context)
        self.functions: list[bool] = []

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        self.functions.append(node.asynchronous is not None)

    def leave_FunctionDef(self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef) -> cst.FunctionDef:
        self.functions.pop()
        return updated_node

    def visit_Lambda(self, node: cst.Lambda) -> None:
        self.functions.append(False)

    def leave_Lambda(self, original_node: cst.Lambda, updated_node: cst.Lambda) -> cst.Lambda:
        self.functions.pop()
        return updated_node

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        if not self.functions or not self.functions[-1]:
            return updated_node
        names = {name.name for name in self.get_metadata(QualifiedNameProvider, original_node, ())}
        if "time.sleep" in names:
            new = cst.Await(
                updated_node.with_changes(func=cst.parse_expression("asyncio.sleep")),
                lpar=[cst.LeftParen()],
                rpar=[cst.RightParen()],
            )
        elif "asyncio.get_event_loop" in names:
            new = updated_node.with_changes(func=cst.parse_expression("asyncio.get_running_loop"))
        else:
            return updated_node
        AddImportsVisitor.add_needed_import(self.context, "asyncio")
        RemoveImportsVisitor.remove_unused_import_by_node(self.context, original_node)
        return new


if __name__ == "__main__":
    files = sorted(str(path) for path in Path(sys.argv[1]).rglob("*.py"))
    jobs = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    parallel_exec_transform_with_prettyprint(
        OffTheLoop, files, jobs=jobs, unified_diff=3, hide_progress=True, repo_root=sys.argv[1]
    )
