"""From a request to its answer, without sockets: limits, who is calling, and the world."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ucops.sandbox import browser
from ucops.sandbox.access import Caller, about_token, caller
from ucops.sandbox.founding import REPOSITORY, found
from ucops.sandbox.graphql.answer import answer as graphql_answer
from ucops.sandbox.graphql.answer import operation_title
from ucops.sandbox.graphql.scene import Scene
from ucops.sandbox.graphql.schema import published, schema
from ucops.sandbox.limits import Limits
from ucops.sandbox.log import Log
from ucops.sandbox.refusals import Refusal
from ucops.sandbox.reply import Reply, Request
from ucops.sandbox.rest.call import Answer, Call
from ucops.sandbox.rest.routes import TABLE, Table
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
        operation: The GraphQL operation, such as `mutation CreateIssue`, or None.
        status: The status that was sent, or None when nothing was.
        wrote: Whether the world changed.
        sent: The JSON body that was sent, if any.
        answer: The JSON value of the answer, where answers are kept.
    """

    number: int
    method: str
    path: str
    operation: str | None
    status: int | None
    wrote: bool
    sent: Any = None
    answer: Any = None


@dataclass(slots=True, kw_only=True)
class Service:
    """The sandbox without its sockets; one request at a time.

    Attributes:
        address: Where the interfaces answer.
        site: Where the pages are that people look at; "" when they are at the address.
        routes: What the REST interface can do.
        schema: What the GraphQL interface can do.
        count: How many requests there were.
    """

    world: World
    limits: Limits
    address: str = ""
    site: str = ""
    routes: Table = field(default_factory=lambda: TABLE)
    schema: str = field(default_factory=published)
    requests: list[Recorded] = field(default_factory=list)
    keep_answers: bool = False
    count: int = 0

    def handle(self, request: Request) -> Reply:
        """Answer a request; what it changed is on disk when this returns."""
        path = urlsplit(request.target).path
        with self.world.lock:
            if _foreign(request, self.address):
                return _reply(Answer(403, {"message": "Only pages of this machine are answered."}))
            if _is_api(path):
                self.count += 1
                return self.interface(request, self.count)
            return browser.answer(self.world, request.method, request.target, request.body)

    def interface(self, request: Request, number: int) -> Reply:
        """Answer a request to one of the interfaces, and record it under its number."""
        try:
            answer = self.answer(request)
        except Refusal as refusal:
            answer = _refused(refusal, operation(request))
        wrote = self.world.commit()
        reply = self._finished(request, number, answer)
        self.record(request, number, reply.status, wrote=wrote, answer=answer)
        return reply

    def answer(self, request: Request) -> Answer:
        """What a request asks for, done.

        Raises:
            Refusal: It is not.
        """
        path = urlsplit(request.target).path
        if path.endswith("/rate_limit"):
            return Answer(200, self.limits.overview())
        who = caller(self.world, request.headers.get("authorization"))
        self.limits.charge(_resource(request))
        body = _json_object(request.body)
        for _ in range(_creations(request, body)):
            self.limits.charge_creation()
        if path.endswith("/graphql"):
            return self._graphql(who, body)
        return rest_answer(self.routes, self._call(request, who, body), request.method)

    def record(
        self,
        request: Request,
        number: int,
        status: int | None,
        *,
        wrote: bool,
        answer: Answer | None = None,
    ) -> None:
        """Keep a request and what came of it."""
        entry = Recorded(
            number=number,
            method=request.method,
            path=request.target,
            operation=operation(request),
            status=status,
            wrote=wrote,
            sent=_json(request.body),
            answer=answer.value if answer and self.keep_answers else None,
        )
        self.requests.append(entry)

    def _graphql(self, who: Caller, body: Mapping[str, Any]) -> Answer:
        if who.token is None:
            message = "This endpoint requires you to be authenticated."
            raise Refusal(401, message, kind="UNAUTHORIZED")
        here = Scene(world=self.world, who=who, root=self.site or self.address)
        return Answer(200, graphql_answer(schema(self.schema), here, body))

    def _call(self, request: Request, who: Caller, body: Mapping[str, Any]) -> Call:
        parts = urlsplit(request.target)
        prefix = ENTERPRISE if parts.path.startswith(f"{ENTERPRISE}/") else ""
        root = self.address + prefix
        return Call(
            world=self.world,
            who=who,
            root=root,
            path=parts.path.removeprefix(prefix),
            query=dict(parse_qsl(parts.query)),
            body=body,
            views=Views(self.world, root, self.site or self.address),
        )

    def _finished(self, request: Request, number: int, answer: Answer) -> Reply:
        resource = _resource(request)
        reply = _reply(answer)
        headers = {
            **reply.headers,
            "X-GitHub-Media-Type": "github.v3; format=json",
            "X-GitHub-Request-Id": f"5A4D:{number:X}",
        }
        headers |= about_token(self.world, request.headers.get("authorization"))
        if request.method == "GET" and answer.status == 200:  # noqa: PLR2004 - HTTP's OK
            headers["ETag"] = f'W/"{hashlib.sha256(reply.body).hexdigest()}"'
            if headers["ETag"] == request.headers.get("if-none-match"):
                if not urlsplit(request.target).path.endswith("/rate_limit"):
                    self.limits.refund(resource)
                reply = Reply(304, {}, b"")
        return Reply(reply.status, {**headers, **self.limits.headers(resource)}, reply.body)


@contextmanager
def opened(
    state: Path | None = None,
    *,
    repository: str = REPOSITORY,
    others: Sequence[str] = (),
    clock: Callable[[], float] = time.time,
    keep_answers: bool = False,
    kind: type[Service] = Service,
) -> Iterator[Service]:
    """Open a world and the service over it.

    Args:
        state: The file that keeps the world; None keeps it in memory.
        repository: The main repository, `owner/name`; made when it is not there.
        others: More repositories to make.
        clock: Seconds since the epoch.
        keep_answers: Whether recorded requests keep the answers' JSON.
        kind: What serves it.
    """
    world = World(clock, Log(state) if state else None)
    try:
        for name in (repository, *others):
            found(world, name)
        world.commit()
        yield kind(world=world, limits=Limits(clock=clock), keep_answers=keep_answers)
    finally:
        world.close()


def operation(request: Request) -> str | None:
    """The GraphQL operation of a request, such as `mutation CreateIssue`, or None."""
    if not urlsplit(request.target).path.endswith("/graphql"):
        return None
    body = _json(request.body)
    return operation_title(str(body.get("query") or "") if isinstance(body, dict) else "")


def writes(request: Request) -> bool:
    """Whether a request can write: a mutation, or a REST method other than GET."""
    title = operation(request)
    return request.method != "GET" if title is None else title.startswith("mutation")


def _foreign(request: Request, address: str) -> bool:
    """Whether a page of another site sent the request, or asks under a name of its own."""
    host = request.headers.get("host", "127.0.0.1").partition(":")[0]
    origin = request.headers.get("origin", address)
    here = {address, address.replace("127.0.0.1", "localhost")}
    return host not in {"127.0.0.1", "localhost"} or origin not in here


def _is_api(path: str) -> bool:
    return path.startswith((f"{ENTERPRISE}/", *REST)) or path in {"/graphql", "/api/graphql"}


def _resource(request: Request) -> str:
    """What a request is counted against."""
    return "graphql" if urlsplit(request.target).path.endswith("/graphql") else "core"


def _creations(request: Request, body: Mapping[str, Any]) -> int:
    """How many pieces of content a request would create."""
    if operation(request) is None:
        return int(request.method == "POST")
    return max(str(body.get("query")).count("createIssue("), 1) if writes(request) else 0


def _json(body: bytes) -> object:
    try:
        value: object = json.loads(body) if body else None
    except ValueError:
        return None
    return value


def _json_object(body: bytes) -> Mapping[str, Any]:
    if not body.strip():
        return {}
    found_one = _json(body)
    if found_one is None:
        raise Refusal(400, "Problems parsing JSON")
    if not isinstance(found_one, dict):
        raise Refusal(400, "Body should be a JSON object")
    return found_one


def _refused(refusal: Refusal, title: str | None) -> Answer:
    if refusal.kind == "RATE_LIMITED" and title and "secondary" not in refusal.message:
        error = {"type": "RATE_LIMITED", "message": refusal.message}
        return Answer(200, {"errors": [error]}, refusal.headers)
    return Answer(refusal.status, refusal.body, refusal.headers)


def _reply(answer: Answer) -> Reply:
    if answer.value is None:
        return Reply(answer.status, answer.headers)
    headers = {"Content-Type": "application/json; charset=utf-8", **answer.headers}
    body = json.dumps(answer.value, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(answer.status, headers, body)
