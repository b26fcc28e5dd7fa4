"""The sandbox with faults between it and its clients, and with features that can be taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fake import listings
from fake.faults import Fault, Faults, Sent
from fake.features import (
    EVERYTHING,
    Features,
    known_answer,
    known_request,
    routes_of,
    schema_of,
)
from ucops.sandbox import service as plain
from ucops.sandbox.limits import Limits, secondary
from ucops.sandbox.refusals import Refusal, not_found
from ucops.sandbox.reply import Reply, Request
from ucops.sandbox.rest.call import Answer, Call
from ucops.sandbox.rest.listing import listing


@dataclass(frozen=True, slots=True)
class Spoiled(Reply):
    """A reply after `delay` seconds; one that is `cut` ends the connection after its bytes."""

    cut: bool = False
    delay: float = 0.0


class Service(plain.Service):
    """A sandbox in trouble.

    Attributes:
        faults: What goes wrong with requests.
        features: What the server can do; may be set at any time.
    """

    def __init__(self, **of: Any) -> None:
        super().__init__(**of)
        self.faults = Faults()
        self.features = EVERYTHING
        self._fault: Fault | None = None

    @property
    def features(self) -> Features:
        return self._features

    @features.setter
    def features(self, features: Features) -> None:
        self._features = features
        self.schema = schema_of(features)
        self.routes = {
            pattern: {
                method: self._listed if handler is listing else handler
                for method, handler in handlers.items()
            }
            for pattern, handlers in routes_of(features).items()
        }

    def handle(self, request: Request) -> Spoiled:
        """Answer a request; every reply says whether it is late or cut."""
        reply = super().handle(request)
        if isinstance(reply, Spoiled):
            return reply
        return Spoiled(reply.status, reply.headers, reply.body)

    def interface(self, request: Request, number: int) -> Reply:
        sent = _sent(request, number)
        self.faults.call_hooks("before", sent)
        fault = self._fault = self.faults.take(sent)
        if fault and (fault.kind, fault.when) == ("drop", "before"):
            reply: Reply = Spoiled(0, cut=True)
            self.record(request, number, None, wrote=False)
        else:
            reply = super().interface(known_request(self.features, request), number)
        if fault and fault.kind == "slow":
            reply = Spoiled(reply.status, reply.headers, reply.body, delay=fault.seconds)
        if fault and fault.when == "after":
            reply = _spoiled(fault, reply)
            self._amend(reply)
        self.faults.call_hooks("after", sent)
        return reply

    def answer(self, request: Request) -> Answer:
        fault = self._fault
        if fault and fault.when == "before":
            self._refuse(fault)
        if not self.features.graphql and urlsplit(request.target).path.endswith("/graphql"):
            raise not_found()
        answer = super().answer(request)
        return replace(answer, value=known_answer(self.features, answer.value))

    def _refuse(self, fault: Fault) -> None:
        if fault.kind == "error":
            raise Refusal(fault.status, "Server Error")
        if fault.kind == "secondary":
            raise secondary(fault.status if fault.status in {403, 429} else 403, fault.retry_after)
        if fault.kind == "primary":
            exhaust(self.limits, fault.seconds)

    def _listed(self, call: Call) -> Answer:
        kind, count = (self._fault.kind, self._fault.count) if self._fault else ("", 0)
        return listings.off(
            call,
            late=count if kind == "lag" else 0,
            by={"repeat": -count, "skip": count}.get(kind, 0),
            cursors=self.features.cursors,
        )

    def _amend(self, reply: Reply) -> None:
        """Let the record say what was really sent."""
        status = None if isinstance(reply, Spoiled) and reply.cut else reply.status
        self.requests[-1] = replace(self.requests[-1], status=status)


@contextmanager
def opened(
    state: Path | None = None,
    *,
    others: Sequence[str] = (),
    features: Features = EVERYTHING,
    **more: Any,
) -> Iterator[Service]:
    """Open a world and the troubled service over it; `more` is what the sandbox's own takes."""
    plainly: AbstractContextManager[Any] = plain.opened(state, others=others, kind=Service, **more)
    with plainly as service:
        service.features = features
        yield service


def exhaust(limits: Limits, seconds: float) -> None:
    """Use up what is left of the hour's requests; it comes back in so many seconds."""
    limits.primary = max(limits.primary, 1)
    limits.used = dict.fromkeys(("core", "graphql"), limits.primary)
    limits.reset = limits.clock() + seconds


def _sent(request: Request, number: int) -> Sent:
    path = urlsplit(request.target).path
    return Sent(
        number=number,
        method=request.method,
        path=path,
        operation=plain.operation(request),
        writes=plain.writes(request),
        listing=request.method == "GET" and path.endswith("/issues"),
    )


def _spoiled(fault: Fault, reply: Reply) -> Reply:
    """The reply to a request that was applied, as the fault lets it through."""
    if fault.kind == "error":
        page = b"<html><body><h1>Server Error</h1></body></html>"
        return Reply(fault.status, {"Content-Type": "text/html"}, page)
    if fault.kind == "drop":
        return Spoiled(0, cut=True)
    if fault.kind == "garbage":
        return replace(reply, body=b"<html>not the JSON you are looking for", status=200)
    if fault.kind == "truncate":
        return Spoiled(reply.status, reply.headers, reply.body[: len(reply.body) // 2], cut=True)
    return reply
