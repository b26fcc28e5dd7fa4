"""One request after another: repeated when that is safe, paced, counted, and watched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

from ucops.errors import GitHubError
from ucops.github.answers import (
    Answer,
    Broken,
    Fine,
    Json,
    Refused,
    Request,
    Verdict,
    Wait,
    about_token,
    judge,
    server_time,
)
from ucops.github.errors import (
    LimitReachedError,
    OutcomeUnknownError,
    ServerFailedError,
    UnreachableError,
)
from ucops.github.examined import AboutToken
from ucops.github.granting import ISSUES
from ucops.github.pace import Budgets, Pace
from ucops.github.protocols import Counts
from ucops.github.transport import Send

LONGEST_WAIT = 120.0
"""Seconds: a longer pause ends the run, which the next one takes up again."""

TRIES = 4
"""How often a request that failed is sent in all, where that does no harm."""

PAUSES = 6
"""How often one request may be put off by a limit."""

PAGES = 20_000
"""Two million issues: a list of more pages than that comes from a server that makes them up."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what came of it, for journals and for `-vv`.

    Attributes:
        status: The answer's status, or None without an answer.
        outcome: `ok`, `wait`, `broken` or `refused`.
        note: What was said, or an empty string.
        seconds: How long it took.
    """

    request: Request
    status: int | None
    outcome: str
    note: str
    seconds: float


def _ignore(*_: object) -> None:
    """Watch nothing."""


Look = Callable[[Json], Json]
"""Takes the body that was to be sent, right before it is sent, and gives the one to send."""


def _as_it_is(body: Json) -> Json:
    return body


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the world around gives: the time, a way to wait, and who is told.

    Attributes:
        clock: Seconds since 1970.
        sleep: Waits so many seconds.
        waiting: Told the reason and the seconds before a pause of a second and more.
        observer: Told of every exchange.
    """

    clock: Callable[[], float]
    sleep: Callable[[float], None]
    waiting: Callable[[str, float], None] = _ignore
    observer: Callable[[Exchange], None] = _ignore


@dataclass
class Client:
    """Sends requests to one GitHub and gives their answers, decoded.

    Attributes:
        send: Sends once.
        around: Time and watchers.
        pace: The room that GitHub's limits for writes leave.
        secret: The token, which is cut out of every message.
        server_time: What time it was on the server when it last answered, as ISO 8601 in UTC;
            empty where it did not say.
        about_token: What it said of the token.
    """

    send: Send
    around: Surroundings
    pace: Pace = field(default_factory=Pace)
    secret: str = field(default="", repr=False)
    server_time: str = ""
    about_token: AboutToken = field(default_factory=AboutToken)
    _sent: Counter[str] = field(default_factory=Counter)
    _budgets: Budgets = field(default_factory=Budgets)

    def counts(self) -> Counts:
        """Requests sent so far."""
        return Counts(reads=self._sent["reads"], writes=self._sent["writes"])

    def get(self, path: str, **query: str | int) -> Json:
        """The decoded answer to a question."""
        return self.call(Request(verb="GET", path=path, query=query)).data

    def first_page(self, path: str, **query: str | int) -> tuple[list[Any], bool]:
        """The first page of a list, and whether there are more: GitHub may fill none of them."""
        request = Request(verb="GET", path=path, query={"per_page": 100, **query})
        found = self.call(request)
        return as_list(found.data, request), bool(found.next_page)

    def pages(self, path: str, **query: str | int) -> Iterator[list[Any]]:
        """The pages of a list, one after another."""
        request = Request(verb="GET", path=path, query={"per_page": 100, **query})
        seen: set[str] = set()
        while True:
            found = self.call(request)
            yield as_list(found.data, request)
            if not found.next_page:
                return
            if found.next_page in seen or len(seen) == PAGES:
                raise ServerFailedError(
                    f"the pages of {path} go round in a circle, or have no end",
                    "is this a GitHub server?",
                )
            seen.add(found.next_page)
            request = Request(verb="GET", path=found.next_page)

    def write(
        self,
        verb: str,
        path: str,
        body: Json,
        *,
        repeatable: bool,
        look: Look = _as_it_is,
    ) -> Json:
        """The decoded answer to a write; `look` gives the body each time that it is sent."""
        request = Request(verb=verb, path=path, body=body, repeatable=repeatable, writes=1)
        return self.call(request, look).data

    def query(
        self, about: str, document: str, variables: Mapping[str, Any], *, needs: str = ""
    ) -> Fine:
        """The answer to a GraphQL question, which may be there in part."""
        return self.call(replace(_graphql(about, document, variables), needs=needs))

    def mutate(
        self,
        about: str,
        document: str,
        variables: Mapping[str, Any],
        *,
        repeatable: bool,
        writes: int = 1,
        needs: str = ISSUES,
    ) -> Fine:
        """The answer to a GraphQL mutation, which may be there in part."""
        request = _graphql(about, document, variables, repeatable=repeatable, writes=writes)
        return self.call(replace(request, needs=needs))

    def call(self, request: Request, look: Look = _as_it_is) -> Fine:
        """Send a request until there is an answer; raise the error that its refusal stands for."""
        failures = pauses = 0
        while True:
            self._keep_limits(request)
            request = replace(request, body=look(request.body))
            match self._once(request):
                case Fine() as fine:
                    return fine
                case Refused(error):
                    self._fail(error)
                case Wait() as wait:
                    pauses += 1
                    self._put_off(request, wait, pauses)
                case Broken() as broken:
                    failures += 1
                    self._try_again(request, broken, failures)

    def _once(self, request: Request) -> Verdict:
        begun = self.around.clock()
        self.pace.note(begun, request.writes)
        self._sent["writes" if request.writes else "reads"] += 1
        answer = self.send(request)
        now = self.around.clock()
        verdict = answer if isinstance(answer, Broken) else judge(request, answer, now)
        if isinstance(answer, Answer):
            self.server_time = server_time(answer.headers)
            self.about_token = about_token(answer.headers) or self.about_token
            self._budgets.heed(request, answer, now)
        self.around.observer(self._exchange(request, answer, verdict, now - begun))
        return verdict

    def _exchange(
        self, request: Request, answer: Answer | Broken, verdict: Verdict, seconds: float
    ) -> Exchange:
        status = answer.status if isinstance(answer, Answer) else None
        outcome, note = _outcome(verdict)
        return Exchange(request, status, outcome, self._redacted(note), seconds)

    def _keep_limits(self, request: Request) -> None:
        """Wait until GitHub's limits have room for the request."""
        closed = self._budgets.closed_until(request) - self.around.clock()
        if closed > 0:
            self.pause("hourly request limit used up", closed)
        if request.writes:
            seconds, reason = self.pace.delay(self.around.clock())
            if seconds > 0:
                self.pause(reason, seconds)

    def _put_off(self, request: Request, wait: Wait, pauses: int) -> None:
        if pauses >= PAUSES:
            self._fail(_too_long(wait.seconds * pauses, f"{wait.reason}, again and again"))
        self._budgets.closed_until(request)
        self.pause(wait.reason, wait.seconds if wait.exact else wait.seconds * 2 ** (pauses - 1))

    def _try_again(self, request: Request, broken: Broken, failures: int) -> None:
        """Wait before another try, or give up where that could do harm or did not help."""
        if broken.arrived and not request.repeatable:
            self._fail(_unknown(broken))
        if failures >= TRIES:
            self._fail(_failure(broken, failures))
        self.pause(broken.reason, 2.0 ** (failures - 1))

    def pause(self, reason: str, seconds: float) -> None:
        """Wait, and say so; a long pause ends the run instead."""
        if seconds > LONGEST_WAIT:
            self._fail(_too_long(seconds, reason))
        self.around.waiting(self._redacted(reason), seconds)
        self.around.sleep(seconds)

    def _fail(self, error: GitHubError) -> NoReturn:
        error.message, error.hint = self._redacted(error.message), self._redacted(error.hint)
        error.args = (error.message,)
        raise error

    def _redacted(self, text: str) -> str:
        return text.replace(self.secret, "***") if self.secret else text


def as_list(data: object, what: object) -> list[Any]:
    """The list that an answer has to be."""
    if isinstance(data, list):
        return data
    raise ServerFailedError(f"the answer to {what} is no list: is the API's address right?")


def _graphql(
    about: str,
    document: str,
    variables: Mapping[str, Any],
    *,
    repeatable: bool = True,
    writes: int = 0,
) -> Request:
    return Request(
        verb="POST",
        path="graphql",
        body={"query": document, "variables": dict(variables)},
        repeatable=repeatable,
        writes=writes,
        about=about,
    )


def _outcome(verdict: Verdict) -> tuple[str, str]:
    match verdict:
        case Fine(errors=errors):
            return "ok", "; ".join(str(error.get("message")) for error in errors)
        case Wait(seconds, reason):
            return "wait", f"{reason}: {seconds:.0f} s"
        case Broken(reason):
            return "broken", reason
        case Refused(error):
            return "refused", error.message


def _too_long(seconds: float, reason: str) -> GitHubError:
    return LimitReachedError(
        f"GitHub asks for a pause of {_spoken(seconds)} ({reason})",
        f"run again in {_spoken(seconds)}: it goes on from there",
        wait=seconds,
    )


def _unknown(broken: Broken) -> GitHubError:
    return OutcomeUnknownError(
        f"{broken.reason}; whether it was done is not known",
        "run again: it looks for what is there before it goes on",
    )


def _failure(broken: Broken, failures: int) -> GitHubError:
    message = f"{broken.reason} (tried {failures} times)"
    if broken.arrived:
        return ServerFailedError(message, "GitHub may have trouble: try again later")
    return UnreachableError(message, "check the network, the proxy and GITHUB_API_URL")


def _spoken(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes > 1 else f"{seconds:.0f} seconds"
