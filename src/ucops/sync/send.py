"""One change after another, sent through a writer: how each request is carried out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import singledispatchmethod

from ucops.errors import GitHubError
from ucops.github.body import Body, read_body, with_region
from ucops.github.errors import (
    FullError,
    MissingPermissionError,
    OutcomeUnknownError,
    UnsupportedError,
)
from ucops.github.protocols import (
    Dropped,
    NewIssue,
    Reader,
    Writer,
    Written,
)
from ucops.github.record import Record
from ucops.github.snapshot import Issue, Milestone
from ucops.sync import request as to
from ucops.sync.board import remembered
from ucops.sync.boarding import Boarding
from ucops.sync.closing import close
from ucops.sync.denials import not_kept
from ucops.sync.tasks import links


class MissingError(Exception):
    """An issue that a change needs does not exist, because its create failed or was skipped."""


class PartlyDoneError(GitHubError):
    """The main part is done; what is left is named, and the next run does it."""


class DeniedError(GitHubError):
    """It takes a right that the token has not: noted, and not tried again until it has more."""


@dataclass(slots=True)
class Sender:
    """Carries requests out.

    Attributes:
        issues: Key → issue, as GitHub last answered; grows as issues are created.
        newest: Repository → the highest number known of an issue.
        boarding: Puts issues on the Projects board.
        missing: Labels (repository, small name) and milestones (repository, title) whose create
            failed in this run: not asked for, so that nothing is taken for denied.
        refused: Those of them that the token may not create: remembered as denied.
        ground: Repository → what of it the token may not keep: labels, milestones.
        dropped: Key → what GitHub left out.
        denied: Key → links of an issue that were not made for want of a right or of room.
        unlinked: Epics whose items could not be put under them: there are no sub-issues.
        milestones: Milestones created or changed in this run, by repository and title.
    """

    writer: Writer
    reader: Reader
    issues: dict[str, Issue]
    newest: dict[str, int]
    boarding: Boarding
    missing: set[tuple[str, str]] = field(default_factory=set)
    refused: set[tuple[str, str]] = field(default_factory=set)
    ground: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    dropped: dict[str, Dropped] = field(default_factory=dict)
    denied: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unlinked: set[str] = field(default_factory=set)
    milestones: dict[tuple[str, str], Milestone] = field(default_factory=dict)

    @singledispatchmethod
    def send(self, request: object, key: str) -> None:
        """Carry one request out.

        Args:
            request: What to send.
            key: The change's key.

        Raises:
            MissingError: An issue that it needs is not there.
            GitHubError: GitHub refused or failed.
        """
        raise NotImplementedError(type(request).__name__, key)

    @send.register
    def _(self, request: to.CreateLabel, key: str) -> None:
        place = (request.repository, key.casefold())
        with self._keeping("labels", *place):
            self.writer.create_label(
                request.repository, request.name, request.color, request.description
            )

    @contextmanager
    def _keeping(self, what: str, repository: str, name: str) -> Iterator[None]:
        """Note what could not be created or changed in a repository."""
        try:
            yield
        except MissingPermissionError as error:
            self.missing.add((repository, name))
            self.refused.add((repository, name))
            self.ground[repository].add(what)
            raise DeniedError(not_kept(repository, error.permissions), error.hint) from error
        except GitHubError:
            self.missing.add((repository, name))
            raise

    @send.register
    def _(self, request: to.UpdateLabel, key: str) -> None:
        del key
        with self._keeping("labels", request.label.repository, ""):
            self.writer.update_label(request.label, **request.fields)

    @send.register
    def _(self, request: to.CreateMilestone, key: str) -> None:
        del key
        with self._keeping("milestones", request.repository, request.title):
            made = self.writer.create_milestone(
                request.repository, request.title, request.description, request.due_on
            )
            self.milestones[request.repository, request.title] = made

    @send.register
    def _(self, request: to.UpdateMilestone, key: str) -> None:
        del key
        with self._keeping("milestones", request.milestone.repository, ""):
            changed = self.writer.update_milestone(request.milestone, **request.fields)
        self.milestones[changed.repository, changed.title] = changed

    @send.register
    def _(self, request: to.CloseMilestone, key: str) -> None:
        live = request.live or self.milestones.get((request.repository, request.title))
        if live is None:
            raise MissingError(f"{key} does not exist yet")
        live = self.milestones.get((request.repository, request.title), live)
        with self._keeping("milestones", request.repository, ""):
            self.writer.update_milestone(live, state="closed", description=request.description)

    @send.register
    def _(self, request: to.SettleMilestone, key: str) -> None:
        live = self.milestones.get((request.repository, request.title), request.live)
        outside = [name for name in request.keys if self._issue(name).milestone != request.title]
        if live is None or outside:
            raise MissingError(f"{', '.join(outside) or key} is not there yet")
        with self._keeping("milestones", request.repository, ""):
            self.writer.update_milestone(live, description=request.description)

    @send.register
    def _(self, request: to.CreateIssue, key: str) -> None:
        parent = self._issue(request.parent) if request.parent else None
        request = self._possible(request)
        written = self._created(request, key, parent)
        self.issues[key] = written.issue
        links: list[str] = []
        try:
            if parent is not None and not written.parent_set:
                links += self._put_under(key, parent, request.parent or "")
        finally:
            self._remember(key, written, request.body, links)

    def _possible(self, request: to.CreateIssue) -> to.CreateIssue:
        """The request without labels and milestones that could not be created."""
        repository, record = request.repository, request.body.record
        labels, denied = self._allowed(repository, request.labels)
        milestone, record = self._schedulable(repository, request.milestone, record)
        if denied:
            record = record.with_dropped(Dropped(labels=denied), self._rights(repository))
        body = replace(request.body, record=record)
        return replace(request, labels=labels, milestone=milestone, body=body)

    def _schedulable(
        self, repository: str, title: str | None, record: Record
    ) -> tuple[str | None, Record]:
        """The milestone that there is; one that may come later is remembered as applied."""
        place = (repository, title or "")
        if place not in self.missing:
            return title, record
        return None, record if place in self.refused else replace(record, milestone=None)

    def _allowed(
        self, repository: str, names: Iterable[str]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The labels that there are, and those that the token may not create."""
        names = tuple(names)
        there = tuple(name for name in names if (repository, name.casefold()) not in self.missing)
        return there, tuple(it for it in names if (repository, it.casefold()) in self.refused)

    def _rights(self, repository: str) -> str:
        """What the token may do there, as was read before."""
        return self.reader.repository(repository).permission

    def _created(self, request: to.CreateIssue, key: str, parent: Issue | None) -> Written:
        new = NewIssue(
            repository=request.repository,
            title=request.title,
            body=request.body.text,
            labels=request.labels,
            assignees=request.assignees,
            milestone=request.milestone,
            parent=parent,
            type=request.type,
        )
        try:
            return self.writer.create_issue(new)
        except OutcomeUnknownError:
            after = self.newest.get(request.repository, 0)
            found = self.reader.find_created(request.repository, key, after)
            if found is None:
                raise
            return Written(issue=found, parent_set=found.parent is not None or parent is None)

    def _put_under(self, key: str, parent: Issue, name: str) -> list[str]:
        """Put a new issue under its epic; the links that were denied."""
        try:
            self.writer.set_parent(self.issues[key], parent)
        except UnsupportedError:
            self.unlinked.add(key.partition("/")[0])
        except (MissingPermissionError, FullError):
            return [f"parent:{name}"]
        except GitHubError as error:
            raise PartlyDoneError(
                f"{key} is #{self.issues[key].number}, but not under its epic: {error.message}",
                "run again: the next run puts it there",
            ) from error
        return []

    @send.register
    def _(self, request: to.UpdateIssue, key: str) -> None:
        issue = self._latest(request.issue, key)
        fields, record = request.fields.copy(), request.body.record
        if "labels" in fields:
            fields["labels"], denied = self._allowed(issue.repository, fields["labels"])
            if denied:
                rights = self._rights(issue.repository)
                record = record.with_dropped(Dropped(labels=denied), rights)
        place = (issue.repository, fields.get("milestone"))
        if place in self.missing:
            _, record = self._schedulable(*place, record)
            del fields["milestone"]
        body = replace(request.body, record=record)
        if record != request.body.record:
            fields["body"] = body.text
        self._remember(key, self.writer.update_issue(issue, **fields), body)

    @send.register
    def _(self, request: to.CloseIssue, key: str) -> None:
        original = self._issue(request.duplicate_of) if request.duplicate_of else None
        issue = self._latest(request.issue, key)
        closed = close(self.writer, request, issue, original)
        if original is None:
            self.issues[key] = closed

    @send.register
    def _(self, request: to.SetParent, key: str) -> None:
        child, parent = self._issue(request.child), self._issue(request.parent)
        with self._linking(key, f"parent:{request.parent}"):
            self.writer.set_parent(child, parent, replace=request.replace)

    @contextmanager
    def _linking(self, key: str, link: str) -> Iterator[None]:
        """Remember in the issue a link that takes a right, or a place, that there is not."""
        try:
            yield
        except (MissingPermissionError, FullError) as error:
            issue = self._issue(key)
            self._remember(key, Written(issue=issue), read_body(issue), [link])
            raise DeniedError(error.message, error.hint) from error

    @send.register
    def _(self, request: to.RemoveParent, key: str) -> None:
        with self._linking(key, "-parent"):
            self.writer.remove_parent(self._issue(request.child), request.parent)

    @send.register
    def _(self, request: to.AddBlockedBy, key: str) -> None:
        blocked, blocker = self._issue(request.blocked), self._issue(request.blocker)
        with self._linking(key, f"blocked_by:{request.blocker}"):
            self.writer.add_blocked_by(blocked, blocker)

    @send.register
    def _(self, request: to.RemoveBlockedBy, key: str) -> None:
        link = f"-blocked_by:{request.blocker.repository}#{request.blocker.number}"
        with self._linking(key, link):
            self.writer.remove_blocked_by(self._issue(request.blocked), request.blocker)

    @send.register
    def _(self, request: to.ListTasks, key: str) -> None:
        epic = self._issue(request.epic)
        there = [self.issues[name] for name in request.items if name in self.issues]
        region = request.render(links(there, epic.repository))
        body = with_region(read_body(epic), region, request.file_url)
        self._remember(key, self.writer.update_issue(epic, body=body.text), body)

    @send.register
    def _(self, request: to.SetBoard, key: str) -> None:
        issue = self._issue(key)
        self.boarding.put(request, self.issues)
        body, board = read_body(issue), remembered(request, issue)
        then = replace(body, key=key, record=replace(body.record, board=board))
        self._remember(key, self.writer.update_issue(issue, body=then.text), then)

    def _latest(self, issue: Issue, key: str) -> Issue:
        """The issue as it was last answered."""
        known = self.issues.get(key, issue)
        return known if known.id == issue.id else issue

    def _issue(self, key: str) -> Issue:
        if key not in self.issues:
            raise MissingError(f"{key} has no issue yet")
        return self.issues[key]

    def _remember(self, key: str, written: Written, body: Body, links: Sequence[str] = ()) -> None:
        """Keep the answer, and write into the marker what GitHub dropped or denied."""
        issue = written.issue
        self.issues[key] = issue
        self.newest[issue.repository] = max(self.newest.get(issue.repository, 0), issue.number)
        if not written.dropped and not links:
            return
        if written.dropped:
            self.dropped[key] = written.dropped
        self.denied[key] = tuple(links)
        rights = self._rights(issue.repository)
        record = body.record.with_dropped(written.dropped, rights, links=links)
        again = self.writer.update_issue(issue, body=replace(body, key=key, record=record).text)
        self.issues[key] = again.issue

    def note_ground(self) -> None:
        """Remember, in one issue of each repository, what of the repository cannot be kept."""
        for repository, ground in sorted(self.ground.items()):
            here = [it for it in self.issues.items() if it[1].repository == repository]
            if here:
                key, issue = min(here, key=lambda it: it[1].number)
                body = read_body(issue)
                rights = self._rights(repository)
                record = body.record.with_dropped(Dropped(), rights, ground=ground)
                text = replace(body, key=key, record=record).text
                self.issues[key] = self.writer.update_issue(issue, body=text).issue
