"""The pages that people look at, and the buttons they press: issues, one issue, a person's acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs, parse_qsl, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from ucops.sandbox.entities import Issue, Label, Milestone, Repository
from ucops.sandbox.people import People
from ucops.sandbox.reply import Reply
from ucops.sandbox.world import World

PER_PAGE = 50
IN_PROGRESS = "status:in-progress"
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Card:
    """What a page says about an issue."""

    issue: Issue
    link: str
    labels: tuple[Label, ...]
    milestone: Milestone | None
    done: int
    total: int

    @property
    def percent(self) -> int:
        """How much of its sub-issues is closed, in per cent."""
        return self.done * 100 // self.total if self.total else 0


def answer(world: World, method: str, target: str, body: bytes) -> Reply:
    """Answer a request for a page, or a button that was pressed on one."""
    parts = urlsplit(target)
    places = [part for part in parts.path.split("/") if part]
    if not places:
        return _page("home.html.j2", repositories=list(world.every(Repository)))
    repository = world.repository(*places[:2]) if len(places) > 1 else None
    if repository is None or len(places) > 4 or places[2:3] not in ([], ["issues"], ["pull"]):  # noqa: PLR2004 - /owner/name/issues/number
        return _missing(parts.path)
    if len(places) < 4:  # noqa: PLR2004 - as above
        return _issues(world, repository, dict(parse_qsl(parts.query)))
    number = int(places[3]) if places[3].isdecimal() else 0
    issue = world.issue(repository, number)
    if issue is None or issue.gone:
        return _missing(parts.path)
    if method == "POST":
        return _press(world, repository, issue, body)
    return _issue(world, repository, issue)


def _press(world: World, repository: Repository, issue: Issue, body: bytes) -> Reply:
    pressed = parse_qs(body.decode(errors="replace")).get("act", [""])[0]
    people = People(world, repository.full_name)
    acts = {
        "close": lambda: people.close(issue.number),
        "drop": lambda: people.close(issue.number, "not_planned"),
        "reopen": lambda: people.reopen(issue.number),
        "start": lambda: people.label(issue.number, IN_PROGRESS),
        "stop": lambda: people.unlabel(issue.number, IN_PROGRESS),
    }
    if pressed not in acts:
        return _missing(pressed)
    acts[pressed]()
    return Reply(303, {"Location": f"/{repository.full_name}/issues/{issue.number}"})


def _issues(world: World, repository: Repository, query: dict[str, str]) -> Reply:
    everything = [issue for issue in world.issues(repository) if not issue.pull_request]
    state = "closed" if query.get("state") == "closed" else "open"
    label = query.get("label", "")
    chosen = [
        issue
        for issue in everything
        if issue.state == state and (not label or label in _names(world, issue))
    ]
    page = int(query.get("page", "1")) if query.get("page", "1").isdecimal() else 1
    start = max(page - 1, 0) * PER_PAGE
    return _page(
        "issues.html.j2",
        repository=repository,
        cards=_cards(world, chosen[start : start + PER_PAGE]),
        state=state,
        label=label,
        page=max(page, 1),
        pages=-(-len(chosen) // PER_PAGE),
        counts={it: sum(issue.state == it for issue in everything) for it in ("open", "closed")},
    )


def _issue(world: World, repository: Repository, issue: Issue) -> Reply:
    parent = world.get(Issue, issue.parent)
    return _page(
        "issue.html.j2",
        repository=repository,
        card=_card(world, issue),
        parent=_card(world, parent) if parent else None,
        children=_cards(world, world.children(issue)),
        blockers=_cards(world, world.blockers(issue)),
        blocked=_cards(world, world.blocked(issue)),
        comments=world.comments(issue),
        started=IN_PROGRESS in _names(world, issue),
    )


def _cards(world: World, issues: Iterable[Issue]) -> list[Card]:
    return [_card(world, issue) for issue in issues]


def _card(world: World, issue: Issue) -> Card:
    children = world.children(issue)
    repository = world.the(Repository, issue.repository)
    return Card(
        issue=issue,
        link=f"/{repository.full_name}/issues/{issue.number}",
        labels=tuple(world.the(Label, ident) for ident in issue.labels),
        milestone=world.get(Milestone, issue.milestone),
        done=sum(child.state == "closed" for child in children),
        total=len(children),
    )


def _names(world: World, issue: Issue) -> set[str]:
    return {world.the(Label, ident).name for ident in issue.labels}


def _missing(what: str) -> Reply:
    return _page("missing.html.j2", status=404, what=what)


def _page(name: str, *, status: int = 200, **view: object) -> Reply:
    return Reply(status, HTML, _environment().get_template(name).render(view).encode())


@lru_cache(maxsize=1)
def _environment() -> Environment:
    # An environment of its own, and not that of ucops.pages: this plays GitHub's pages, which know
    # nothing of ucops' rooms, and nobody may replace them.
    environment = Environment(
        loader=PackageLoader("ucops.sandbox", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["ink"] = _ink
    return environment


def _ink(color: str) -> str:
    """Black or white, whichever reads better on a colour of six hexadecimal digits."""
    red, green, blue = (int(color[place : place + 2], 16) for place in (0, 2, 4))
    return "#000" if red * 299 + green * 587 + blue * 114 > 140_000 else "#fff"  # noqa: PLR2004 - perceived brightness
