"""Keeping what is not public out of what is shown to everybody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ucops.model.catalog import Catalog
from ucops.rules.engine.finding import Finding

INSTEAD = "a customer"


def internal_customers(catalogs: Iterable[Catalog]) -> frozenset[str]:
    """The customers that no proof point may name in public."""
    points = [
        point
        for catalog in catalogs
        for entry in catalog.entries.values()
        for point in entry.use_case.proof_points
        if point.customer.strip()
    ]
    public = {point.customer.strip() for point in points if point.public}
    return frozenset(point.customer.strip() for point in points) - public


def without(customers: Iterable[str], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without the customers' names."""
    names = sorted(map(re.escape, customers), key=len, reverse=True)
    if not names:
        return tuple(findings)
    named = re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)")
    return tuple(
        replace(one, message=named.sub(INSTEAD, one.message), hint=named.sub(INSTEAD, one.hint))
        for one in findings
    )
