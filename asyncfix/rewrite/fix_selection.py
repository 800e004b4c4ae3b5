"""Which fixes are made: a function from a finding to one of its fixes, or none."""

from __future__ import annotations

from collections.abc import Callable

from asyncfix.fixes import Finding, Fix, Form, Safety

Decision = Callable[[Finding], Fix | None]


def safe(finding: Finding) -> Fix | None:
    """The best fix that is safe."""
    return next((fix for fix in finding.fixes if fix.safety is Safety.SAFE), None)


def everything(finding: Finding) -> Fix | None:
    """The best fix, one that is marked for review included; a safe one is preferred.

    But an asynchronous form of the call is preferred to a thread, safe as that is.
    """
    best, sure = finding.fix, safe(finding)
    if best is not None and best.form is Form.NATIVE and sure is not None and sure.form is not Form.NATIVE:
        return best
    return sure or best


def by_safety(unsafe: bool) -> Decision:
    """The decision of `--write`, with and without `--unsafe`."""
    return everything if unsafe else safe
