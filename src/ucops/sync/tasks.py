"""Servers without sub-issues: the epic lists its items instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ucops.github.snapshot import Issue
from ucops.sync.change import Change
from ucops.sync.desired import DesiredIssue
from ucops.sync.request import ListTasks


def links(issues: Iterable[Issue], repository: str) -> tuple[str, ...]:
    """Links to issues as GitHub reads them in an issue of a repository."""
    return tuple(
        f"#{issue.number}"
        if issue.repository == repository
        else f"{issue.repository}#{issue.number}"
        for issue in issues
    )


def listing_tasks(
    epic: DesiredIssue, known: Mapping[str, Issue], items: Sequence[str]
) -> DesiredIssue:
    """The epic as it should be with the items that have issues already.

    Somebody may have moved it to another repository: the links are read where it is.
    """
    render = epic.with_tasks
    if render is None:
        return epic
    home = known[epic.key].repository if epic.key in known else epic.repository
    there = links([known[key] for key in items if key in known], home)
    return replace(
        epic,
        region=render(there, None),
        shorter=lambda room: render(there, room),
        tasks=True,
    )


def task_list(epic: DesiredIssue, items: Sequence[str]) -> ListTasks | None:
    """What lists the items in the epic once they all have issues; None for other issues."""
    if epic.with_tasks is None:
        return None
    return ListTasks(epic=epic.key, items=tuple(items), render=epic.with_tasks)


def list_change(epic: DesiredIssue, request: ListTasks, number: int | None) -> Change:
    """List items that are created in the same run."""
    return Change(
        action="link",
        kind="epic",
        key=epic.key,
        repository=epic.repository,
        number=number,
        title=epic.title,
        fields={"tasks": (None, list(request.items))},
        reason="lists its items: this server knows no sub-issues",
        request=request,
        use_case=epic.use_case,
    )
