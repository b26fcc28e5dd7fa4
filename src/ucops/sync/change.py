"""Changes and plans: what `sync` would do, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Action = Literal[
    "create", "update", "link", "unlink", "block", "unblock", "close", "adopt", "rename"
]
Kind = Literal["label", "milestone", "epic", "item"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One write that would bring GitHub nearer to the files.

    Attributes:
        key: The use case's id, the item's key, the label's name or the milestone's slug; for
            `block` and `unblock`, the blocked item's key.
        number: The issue's or milestone's number, or None before it exists.
        fields: Field name → (value now, value then).
        reason: Why, in a few words.
    """

    action: Action
    kind: Kind
    key: str
    repository: str
    number: int | None
    title: str
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    reason: str = ""
