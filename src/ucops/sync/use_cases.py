"""The changes of the issues that the files want: one use case after another, its epic first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ucops.github.matched import DUPLICATE, Live
from ucops.github.snapshot import Gone
from ucops.sync.adoption import other_than_named
from ucops.sync.board import CardChanges
from ucops.sync.change import Change
from ucops.sync.desired import DesiredIssue
from ucops.sync.issues import close_duplicate, issue_changes, new_issue
from ucops.sync.links import Links
from ucops.sync.merge import Ground
from ucops.sync.remarks import gone_text
from ucops.sync.repositories import Repository
from ucops.sync.request import SetBoard
from ucops.sync.situation import Notes, Situation
from ucops.sync.tasks import list_change, listing_tasks, task_list


@dataclass(frozen=True, slots=True)
class UseCases:
    """Plans the issues of use cases.

    Attributes:
        situation: What the plan stands on.
        repositories: Where issues are, or are to be filed.
        notes: Takes what is worth knowing, and what a person has to decide.
        links: The links between issues.
        cards: The cards on the board, where one is kept.
        gone: Key → what became of the issue that it had.
        grounds: What was compared with before, by where an issue is and where it would be filed.
    """

    situation: Situation
    repositories: Mapping[str, Repository]
    notes: Notes
    links: Links
    cards: CardChanges | None
    gone: Mapping[str, Gone]
    grounds: dict[tuple[str, str], Ground] = field(default_factory=dict)

    def changes(self) -> Iterator[Change]:
        """Every use case's issues, then its links, then its cards on the board."""
        for use_case in self.situation.selected:
            issues = self._listed(self.situation.desired.use_cases[use_case])
            created, boarded = False, []
            for issue in issues:
                if issue.key in self.notes.undecided:
                    continue
                for change in self._issue(issue):
                    if isinstance(change.request, SetBoard):
                        boarded.append(replace(change, use_case=use_case))
                        continue
                    created |= change.action in ("create", "adopt") and change.kind == "item"
                    yield replace(change, use_case=use_case)
            if created and self.situation.lacks("sub_issues"):
                yield from self._task_list(issues)
            yield from self.links.dependencies(issues)
            yield from boarded

    def _listed(self, issues: Sequence[DesiredIssue]) -> Sequence[DesiredIssue]:
        """The issues, the epic with a list of its items where there are no sub-issues."""
        if not self.situation.lacks("sub_issues"):
            return issues
        epic, *items = issues
        known = self.situation.known
        return (listing_tasks(epic, known, self.situation.items(issues)), *items)

    def _task_list(self, issues: Sequence[DesiredIssue]) -> Iterator[Change]:
        epic = issues[0]
        found = self.situation.matched.by_key.get(epic.key)
        request = task_list(epic, self.situation.items(issues))
        if request and epic.key not in self.notes.undecided:
            yield list_change(epic, request, found.live.issue.number if found else None)

    def _issue(self, issue: DesiredIssue) -> Iterator[Change]:
        ground, matched = self._ground(issue), self.situation.matched
        found = matched.by_key.get(issue.key)
        if found is None:
            if issue.closing is None:
                yield from self._new(issue, ground)
            return
        self.notes.warnings += other_than_named(issue, matched)
        changes = tuple(issue_changes(issue, found, ground, self.notes))
        yield from changes
        if issue.key in self.notes.undecided:
            return
        if issue.closing is None or issue.closing.reason == "completed":
            self.links.exists(issue.key)
            yield from self.links.parent(issue, found.live)
            yield from self._board(issue, found.live, changes)
        elif self.cards:
            yield from self.cards.status_change(issue.key, found.live, changes)
        for other in matched.duplicates.get(issue.key, ()):
            yield from self._double(issue, found.live, other)

    def _double(self, issue: DesiredIssue, real: Live, other: Live) -> Iterator[Change]:
        """Close a second issue that carries a key; one with a title of its own is left open.

        It is what GitHub's *Duplicate issue* made of ours, and somebody works on it.
        """
        settled = other.record.closed.startswith(DUPLICATE)
        if other.issue.state == "closed" or settled:
            return
        if other.issue.title in (issue.title, real.issue.title):
            yield close_duplicate(issue, other, real)
        else:
            text = f"{other.issue.place} carries the mark of {real.issue.place}"
            hint = "remove the first line of its body to keep it apart, or close it"
            self.notes.warn(issue.key, f"{text} under a title of its own, and is left open: {hint}")

    def _new(self, issue: DesiredIssue, ground: Ground) -> Iterator[Change]:
        if issue.parent in self.notes.undecided:
            self.notes.warn(issue.key, f"is not filed while {issue.parent} is undecided")
            return
        self.links.exists(issue.key)
        filed = issue if self.links.has_room(issue) else replace(issue, parent=None)
        yield new_issue(filed, ground, self._why_new(issue), self.notes)
        yield from self._board(issue, None)

    def _why_new(self, issue: DesiredIssue) -> str:
        gone = self.gone.get(issue.key)
        if gone is None:
            return "not filed yet"
        text = gone_text(gone)
        self.notes.warn(issue.key, f"{text}; it is filed anew")
        return text

    def _board(
        self, issue: DesiredIssue, live: Live | None, changes: Sequence[Change] = ()
    ) -> Iterator[Change]:
        if self.cards:
            yield from self.cards.change(issue, live, changes)

    def _ground(self, issue: DesiredIssue) -> Ground:
        home = self.repositories[issue.repository]
        there = self.repositories.get(self.situation.at(issue), home)
        if (there.name, home.name) not in self.grounds:
            self.grounds[there.name, home.name] = there.ground(self.situation, home.name)
        return self.grounds[there.name, home.name]
