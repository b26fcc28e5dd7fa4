"""From a request to its answer, without sockets: faults, limits, who is calling, and the world."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ucops.sandbox import browser, control
from ucops.sandbox.access import Caller, caller
from ucops.sandbox.faults import Fault, Faults, Sent
from ucops.sandbox.features import Features
from ucops.sandbox.graphql import github
from ucops.sandbox.graphql.execute import operation_title
from ucops.sandbox.graphql.schema import Scene
from ucops.sandbox.limits import Limits, secondary
from ucops.sandbox.refusals import Refusal
from ucops.sandbox.reply import Reply, Request
from ucops.sandbox.rest.call import Answer, Call
from ucops.sandbox.rest.routes import answer as rest_answer
from ucops.sandbox.rest.views import Views
from ucops.sandbox.world import World

ENTERPRISE = "/api/v3"
REST = ("/repos/", "/repositories/", "/user", "/users/", "/rate_limit", "/orgs/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A request that was answered, as the log of requests keeps it.

    Attributes:
        number: Its place, from 1.
        status: The status that was sent, or None when the connection was cut.
        wrote: Whether the world changed.
        fault: The kind of fault that it met, or None.
        sent: The JSON body that was sent, if any.
        answer: The JSON value of the answer, where answers are kept.
    """

    number: int
    method: str
    path: str
    operation: str | None
    status: int | None
    wrote: bool
    fault: str | None = None
    sent: Any = None
    answer: Any = None


@dataclass(slots=True, kw_only=True)
class Service:
    """The sandbox without its sockets; one request at a time."""

    world: World
    limits: Limits
    address: str = ""
    site: str = ""
    features: Features = field(default_factory=Features)
    faults: Faults = field(default_factory=Faults)
    requests: list[Recorded] = field(default_factory=list)
    keep_answers: bool = False
    lock: RLock = field(default_factory=RLock)
    _count: int = 0

    def handle(self, request: Request) -> Reply:
        """Answer a request; what it changed is on disk when this returns."""
        path = urlsplit(request.target).path
        if _foreign(request, self.address):
            return _reply(Answer(403, {"message": "Only pages of this machine are answered."}))
        if path.startswith("/_sandbox/"):
            return _reply(control.answer(self, request.method, path, _json(request.body)))
        if not _is_api(path):
            return browser.answer(self, request.method, request.target, request.body)
        self._count += 1
        sent = _sent(request, self._count)
        self.faults.call_hooks("before", sent)
        fault = self.faults.take(sent)
        reply, wrote, answer = self._applied(request, sent, fault)
        reply = replace(reply, delay=fault.seconds) if fault and fault.kind == "slow" else reply
        self.faults.call_hooks("after", sent)
        if fault is not None and fault.when == "after":
            reply = _spoiled(fault, reply)
        self._record(request, sent, reply, wrote=wrote, fault=fault, answer=answer)
        return reply

    def _applied(
        self, request: Request, sent: Sent, fault: Fault | None
    ) -> tuple[Reply, bool, Answer]:
        try:
            if fault is not None and fault.when == "before":
                self._refuse(fault)
            if fault is not None and fault.when == "before" and fault.kind == "drop":
                return Reply(0, {}, cut=True), False, Answer(0)
            answer = self._answer(request, sent, fault)
        except Refusal as refusal:
            answer = _refused(refusal, sent)
        wrote = self.world.commit()
        return self._finished(request, sent, answer), wrote, answer

    def _refuse(self, fault: Fault) -> None:
        if fault.kind == "error":
            raise Refusal(fault.status, "Server Error")
        if fault.kind == "secondary":
            raise secondary(fault.status if fault.status in {403, 429} else 403, fault.retry_after)
        if fault.kind == "primary":
            self.limits.exhaust(fault.seconds)

    def _answer(self, request: Request, sent: Sent, fault: Fault | None) -> Answer:
        resource = "graphql" if sent.path.endswith("/graphql") else "core"
        if sent.path.endswith("/rate_limit"):
            return Answer(200, self.limits.overview())
        who = caller(self.world, request.headers.get("authorization"))
        self.limits.charge(resource)
        body = _json_object(request.body)
        for _ in range(_creations(sent, body)):
            self.limits.charge_creation()
        if resource == "graphql":
            return self._graphql(who, body)
        return rest_answer(self._call(request, who, body, fault), request.method)

    def _graphql(self, who: Caller, body: Mapping[str, Any]) -> Answer:
        if not self.features.graphql:
            raise Refusal(404, "Not Found")
        if who.token is None:
            message = "This endpoint requires you to be authenticated."
            raise Refusal(401, message, kind="UNAUTHORIZED")
        scene = Scene(
            world=self.world, features=self.features, who=who, root=self.site or self.address
        )
        return Answer(200, github.answer(scene, body))

    def _call(
        self, request: Request, who: Caller, body: Mapping[str, Any], fault: Fault | None
    ) -> Call:
        parts = urlsplit(request.target)
        prefix = ENTERPRISE if parts.path.startswith(f"{ENTERPRISE}/") else ""
        root = self.address + prefix
        call = Call(
            world=self.world,
            features=self.features,
            who=who,
            root=root,
            path=parts.path.removeprefix(prefix),
            query=dict(parse_qsl(parts.query)),
            body=body,
            views=Views(self.world, self.features, root, self.site or self.address),
        )
        count = fault.count if fault else 0
        kind = fault.kind if fault else None
        shift = {"repeat": -count, "skip": count}.get(str(kind), 0)
        return replace(call, lag=count if kind == "lag" else 0, shift=shift)

    def _finished(self, request: Request, sent: Sent, answer: Answer) -> Reply:
        resource = "graphql" if sent.path.endswith("/graphql") else "core"
        reply = _reply(answer)
        headers = {
            **reply.headers,
            "X-GitHub-Media-Type": "github.v3; format=json",
            "X-GitHub-Request-Id": f"5A4D:{sent.number:X}",
        }
        if request.method == "GET" and answer.status == 200:  # noqa: PLR2004 - HTTP's OK
            headers["ETag"] = f'W/"{hashlib.sha256(reply.body).hexdigest()}"'
            if headers["ETag"] == request.headers.get("if-none-match"):
                if not sent.path.endswith("/rate_limit"):
                    self.limits.refund(resource)
                reply = Reply(304, {}, b"")
        return Reply(reply.status, {**headers, **self.limits.headers(resource)}, reply.body)

    def _record(
        self,
        request: Request,
        sent: Sent,
        reply: Reply,
        *,
        wrote: bool,
        fault: Fault | None,
        answer: Answer,
    ) -> None:
        entry = Recorded(
            number=sent.number,
            method=request.method,
            path=request.target,
            operation=sent.operation,
            status=None if reply.cut else reply.status,
            wrote=wrote,
            fault=fault.kind if fault else None,
            sent=_json(request.body),
            answer=answer.value if self.keep_answers else None,
        )
        self.requests.append(entry)


def _foreign(request: Request, address: str) -> bool:
    """Whether a page of another site sent the request, or asks under a name of its own."""
    host = request.headers.get("host", "127.0.0.1").partition(":")[0]
    origin = request.headers.get("origin", address)
    return host not in {"127.0.0.1", "localhost"} or origin not in {address, _named(address)}


def _named(address: str) -> str:
    return address.replace("127.0.0.1", "localhost")


def _is_api(path: str) -> bool:
    return path.startswith((f"{ENTERPRISE}/", *REST)) or path in {"/graphql", "/api/graphql"}


def _sent(request: Request, number: int) -> Sent:
    path = urlsplit(request.target).path
    operation = None
    if path.endswith("/graphql"):
        query = _json(request.body)
        text = query.get("query") if isinstance(query, dict) else None
        operation = operation_title(str(text or ""))
    writes = request.method != "GET" if operation is None else operation.startswith("mutation")
    return Sent(
        number=number,
        method=request.method,
        path=path,
        operation=operation,
        writes=writes,
        listing=request.method == "GET" and path.endswith("/issues"),
    )


def _creations(sent: Sent, body: Mapping[str, Any]) -> int:
    """How many pieces of content a request would create."""
    if sent.operation is None:
        return int(sent.method == "POST" and sent.writes)
    if not sent.writes:
        return 0
    return max(str(body.get("query")).count("createIssue("), 1)


def _json(body: bytes) -> object:
    try:
        value: object = json.loads(body) if body else None
    except ValueError:
        return None
    return value


def _json_object(body: bytes) -> Mapping[str, Any]:
    if not body.strip():
        return {}
    found = _json(body)
    if found is None:
        raise Refusal(400, "Problems parsing JSON")
    if not isinstance(found, dict):
        raise Refusal(400, "Body should be a JSON object")
    return found


def _refused(refusal: Refusal, sent: Sent) -> Answer:
    if refusal.kind == "RATE_LIMITED" and sent.operation and "secondary" not in refusal.message:
        error = {"type": "RATE_LIMITED", "message": refusal.message}
        return Answer(200, {"errors": [error]}, refusal.headers)
    return Answer(refusal.status, refusal.body, refusal.headers)


def _reply(answer: Answer) -> Reply:
    headers = {"Content-Type": "application/json; charset=utf-8", **answer.headers}
    if answer.value is None:
        return Reply(answer.status, dict(answer.headers))
    body = json.dumps(answer.value, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(answer.status, headers, body)


def _spoiled(fault: Fault, reply: Reply) -> Reply:
    """The reply to a request that was applied, as the fault lets it through."""
    if fault.kind == "error":
        page = b"<html><body><h1>Server Error</h1></body></html>"
        return Reply(fault.status, {"Content-Type": "text/html"}, page)
    if fault.kind == "drop":
        return Reply(0, {}, cut=True)
    if fault.kind == "garbage":
        return replace(reply, body=b"<html>not the JSON you are looking for", status=200)
    if fault.kind == "truncate":
        return replace(reply, body=reply.body[: len(reply.body) // 2], cut=True)
    return reply
