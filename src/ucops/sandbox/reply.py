"""What comes in and goes out over a connection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as it came in; `target` is its path and query, header names are in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes out."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
