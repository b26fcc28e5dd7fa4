"""The pages that people look at."""

from __future__ import annotations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ucops.sandbox.service import Reply, Service


def answer(service: Service, method: str, target: str, body: bytes) -> Reply:
    from ucops.sandbox.service import Reply

    return Reply(404, {}, b"")
