"""What a sandbox holds, in a form that two runs can be compared by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from chaos_files import MAIN, WEB

from ucops.sandbox.entities import Issue, IssueType, Label, Milestone, ProjectItem, Repository
from ucops.sandbox.world import World

MARKER = re.compile(r"\A<!-- ucops:v1 key=([a-z0-9/-]+) [^\n]*-->\r?(?:\n|\Z)")
REGION = re.compile(r"<!-- ucops:begin.*?<!-- ucops:end -->", re.DOTALL)


def key_of(issue: Issue) -> str | None:
    """The key in the first line of an issue's body."""
    found = MARKER.match(issue.body or "")
    return found[1] if found else None


def outside(body: str) -> str:
    """The people's part of a body."""
    return REGION.sub("", MARKER.sub("", body)).strip("\r\n")


def live(world: World) -> Iterator[Issue]:
    """Every issue that can be read, of the repositories that are kept in step."""
    for repository in world.every(Repository):
        if repository.full_name in (MAIN, WEB):
            yield from (one for one in world.issues(repository) if not one.pull_request)


def real(world: World) -> Mapping[str, list[Issue]]:
    """Key → its issues, without those that are closed as duplicates."""
    found = defaultdict(list)
    for issue in live(world):
        key = key_of(issue)
        if key and not (issue.state == "closed" and issue.state_reason == "duplicate"):
            found[key].append(issue)
    return found


def state(world: World) -> dict[str, Any]:
    """All that matters of the sandbox, without numbers and times."""
    issues = {key: sorted(_of(world, one) for one in them) for key, them in real(world).items()}
    labels = sorted((one.repository, one.name, one.color) for one in world.every(Label))
    milestones = sorted(
        (one.repository, one.title, one.state, str(one.due_on), str(one.description))
        for one in world.every(Milestone)
    )
    return {"issues": issues, "labels": labels, "milestones": milestones}


def _of(world: World, issue: Issue) -> str:
    return repr(
        {
            "repository": world.the(Repository, issue.repository).full_name,
            "title": issue.title,
            "body": issue.body,
            "state": (issue.state, issue.state_reason),
            "labels": sorted(world.the(Label, one).name for one in issue.labels),
            "assignees": sorted(issue.assignees),
            "milestone": issue.milestone and world.the(Milestone, issue.milestone).title,
            "type": issue.type and world.the(IssueType, issue.type).name,
            "parent": issue.parent and name_of(world.the(Issue, issue.parent)),
            "blocked_by": sorted(name_of(world.the(Issue, one)) for one in issue.blocked_by),
        }
    )


def name_of(issue: Issue) -> str:
    """An issue's key, or its title when it is not ours."""
    return key_of(issue) or issue.title


def duplicates(world: World) -> list[str]:
    """Keys that more than one open issue of one title carries: another title is somebody's work."""
    titles = {
        key: [issue.title for issue in issues if issue.state == "open"]
        for key, issues in real(world).items()
    }
    return [key for key, found in titles.items() if len(found) > len({*found})]


def losses(world: World, wanted: Mapping[str, bool]) -> list[str]:
    """Wanted keys that no issue carries."""
    there = real(world)
    return [key for key, is_open in wanted.items() if is_open and key not in there]


def off_board(world: World) -> list[str]:
    """Keys whose marker says that they are on a board, and that are not."""
    there = {item.issue for item in world.every(ProjectItem)}
    found = real(world).items()
    boarded = [(key, issues) for key, issues in found if any(_boarded(world, it) for it in issues)]
    return [
        f"{key} on the board"
        for key, issues in boarded
        if not any(issue.id in there for issue in issues)
    ]


def _boarded(world: World, issue: Issue) -> bool:
    """Whether its marker says so of itself, and not of an issue whose body was copied."""
    place = f"{world.the(Repository, issue.repository).full_name}#{issue.number}"
    return f'"issue":"{place}"' in (issue.body or "").partition("\n")[0]


def report(world: World) -> dict[str, object]:
    """What a report would know: every key's issue."""
    use_cases: dict[str, dict[str, Any]] = {}
    for key, (issue, *_) in sorted(real(world).items()):
        name, _, slug = key.partition("/")
        place = world.the(Repository, issue.repository).full_name
        use_case = use_cases.setdefault(name, {"id": name, "epic": None, "items": []})
        if slug:
            url = f"https://github.com/{place}/issues/{issue.number}"
            use_case["items"].append({"key": key, "issue": issue.number, "url": url})
        elif place == MAIN:
            use_case["epic"] = issue.number
    return {"version": 1, "repository": MAIN, "use_cases": [*use_cases.values()]}
