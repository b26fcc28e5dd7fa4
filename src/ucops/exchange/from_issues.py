"""Drafts of use cases from epics and sub-issues that exist, so that sync takes them over.

An issue with sub-issues becomes a use case, and these become its items, each with `issue:` so that
nothing is filed twice. The use cases are drafts: what they say is read before anything happens.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from ucops.exchange.rows import slug
from ucops.github.snapshot import Issue, Snapshot
from ucops.model.config import Config
from ucops.prose.visible import seen
from ucops.prose.words import counted, cut

LONGEST_PROBLEM = 2_000
"""Characters that are taken of an epic's text; whoever goes on writing has the issue."""
NO_TEXT = "Not said in {place} yet."
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NUMBER = re.compile(r"#?(\d+)")
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A use case as a file, not written yet.

    Attributes:
        id: Its id, made of the epic's title.
        text: The file.
        epic: Where the epic is.
        items: How many items it has.
    """

    id: str
    text: str
    epic: str
    items: int


@dataclass(slots=True)
class Found:
    """What was made of issues, and which were left out, each with the reason."""

    drafts: list[Drafted] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def drafts(snapshot: Snapshot, selector: str, config: Config, taken: Collection[str]) -> Found:
    """Draft use cases from the issues that a selector names.

    Args:
        snapshot: Every issue of the repository.
        selector: `#12` or `12` for one epic; otherwise a label or the title of a milestone, whose
            epics, or the epics of whose issues, are taken.
        config: Knows which milestones there are.
        taken: Ids of use cases that are there already.
    """
    found, used = Found(), set(taken)
    children = _children(snapshot.issues)
    for epic in _epics(snapshot, selector, children, found):
        if epic.key is not None:
            found.left_out.append(f"{epic.place} is {epic.key} already")
            continue
        name = _free(slug(epic.title) or f"issue-{epic.number}", used)
        used.add(name)
        found.drafts.append(_draft(name, epic, children.get(_place(epic), []), config, found))
    return found


def _place(issue: Issue) -> Place:
    return issue.repository, issue.number


def _children(issues: Sequence[Issue]) -> dict[Place, list[Issue]]:
    """The sub-issues of each issue, in the order of their numbers."""
    found: dict[Place, list[Issue]] = {}
    for issue in sorted(issues, key=lambda one: one.number):
        if issue.parent is not None:
            place = (issue.parent_repository or issue.repository, issue.parent)
            found.setdefault(place, []).append(issue)
    return found


def _epics(
    snapshot: Snapshot, selector: str, children: dict[Place, list[Issue]], found: Found
) -> Iterator[Issue]:
    """The issues with sub-issues that are selected, or above what is."""
    by_place = {_place(issue): issue for issue in snapshot.issues}
    if number := _NUMBER.fullmatch(selector.strip()):
        epic = by_place.get((snapshot.repository, int(number[1])))
        if epic is None:
            found.left_out.append(f"there is no issue #{number[1]} in {snapshot.repository}")
        else:
            yield epic
        return
    seen: set[Place] = set()
    for issue in sorted(snapshot.issues, key=lambda one: one.number):
        if not _wears(issue, selector):
            continue
        above = (issue.parent_repository or issue.repository, issue.parent or 0)
        epic = issue if _place(issue) in children else by_place.get(above)
        if epic is None:
            found.left_out.append(f"{issue.place} stands below no epic and has no sub-issues")
        elif _place(epic) not in seen:
            seen.add(_place(epic))
            yield epic


def _wears(issue: Issue, selector: str) -> bool:
    named = [*issue.labels, *filter(None, [issue.milestone])]
    return selector.casefold() in {name.casefold() for name in named}


def _free(name: str, used: Collection[str]) -> str:
    """The name, or with a number behind it where it is taken."""
    number = 2
    free = name
    while free in used:
        free, number = f"{name[:36]}-{number}", number + 1
    return free


def _draft(name: str, epic: Issue, issues: list[Issue], config: Config, found: Found) -> Drafted:
    items: dict[str, dict[str, Any]] = {}
    milestones = {one.title.casefold(): slug for slug, one in config.milestones.items()}
    for issue in issues:
        if issue.key is not None:
            found.left_out.append(f"{issue.place} is {issue.key} already")
            continue
        if issue.repository != epic.repository:
            found.left_out.append(f"{issue.place} is in another repository than its epic")
            continue
        title = _own_title(seen(issue.title), seen(epic.title))
        key = _free(slug(title) or f"issue-{issue.number}", items)
        items[key] = {"title": title, "issue": issue.number, **_more(issue, milestones)}
    said = {
        "title": seen(epic.title),
        "problem": _problem(epic),
        "status": "draft",
        "issue": epic.number,
        "bom": items,
    }
    head = (
        "# yaml-language-server: $schema=../usecase.schema.json\n"
        f"# Drafted from {epic.url or epic.place} and its {counted(len(items), 'sub-issue')}.\n"
        "# Say the problem in the customer's terms, and set the status to active: sync then takes\n"
        "# these issues over.\n"
    )
    body = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=100)
    return Drafted(name, head + body, epic.place, len(items))


def _own_title(title: str, epic: str) -> str:
    """An item's title without its epic's in front."""
    start = f"{epic}: ".casefold()
    return title[len(start) :] if title.casefold().startswith(start) else title


def _more(issue: Issue, milestones: dict[str, str]) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if issue.assignees:
        more["owner"] = seen(issue.assignees[0])
    if issue.milestone and (known := milestones.get(issue.milestone.casefold())):
        more["milestone"] = known
    return more


def _problem(epic: Issue) -> str:
    """The epic's text without hidden comments, cut where it is long."""
    text = _COMMENT.sub("", seen(epic.body)).strip()
    return cut(text, LONGEST_PROBLEM) if text else NO_TEXT.format(place=epic.place)
