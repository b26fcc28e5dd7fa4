"""Since when somebody works on an issue, which no listing says: asked from the events of labels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from ucops.github import graphql, shapes
from ucops.github.client import Client
from ucops.github.snapshot import Issue

IDS = 50
"""Most issues in one question: each may have fifty events."""
UNDER_WAY = frozenset({"status:in-progress", "status:in-review"})
"""The labels by which people say that they work on it."""


def read(client: Client, issues: Sequence[Issue]) -> dict[str, dt.date]:
    """Node id → the first day, in UTC, on which an issue got one of the labels."""
    found: dict[str, dt.date] = {}
    left = iter(sorted(issue.node_id for issue in issues))
    while ids := list(islice(left, IDS)):
        data = client.query("since when work is under way", graphql.LABELED, {"ids": ids}).data
        with shapes.expecting("since when work is under way"):
            for node in filter(None, data["nodes"]):
                if days := sorted(_days(shapes.nodes(node["timelineItems"]))):
                    found[str(node["id"])] = days[0]
    return found


def _days(events: Iterable[Mapping[str, Any]]) -> Iterable[dt.date]:
    return (
        dt.date.fromisoformat(event["createdAt"][:10])
        for event in events
        if event["label"]["name"].casefold() in UNDER_WAY
    )
