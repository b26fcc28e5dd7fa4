"""One run in progress: its ways to GitHub, and what it knows of GitHub by now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from ucops.errors import GitHubError
from ucops.github.body import Body, read_body
from ucops.github.errors import FullError, MissingPermissionError, UnsupportedError
from ucops.github.protocols import Dropped, Reader, Writer, Written
from ucops.github.record import Record
from ucops.github.snapshot import Issue, Milestone
from ucops.sync.cards import Cards
from ucops.sync.denials import not_kept


class MissingError(Exception):
    """An issue that a change needs does not exist, because its create failed or was skipped."""


class PartlyDoneError(GitHubError):
    """The main part is done; what is left is named, and the next run does it."""


class DeniedError(GitHubError):
    """It takes a right that the token has not: noted, and not tried again until it has more."""


@dataclass(slots=True)
class Run:
    """What is known while one change after another is sent.

    Attributes:
        issues: Key → issue, as GitHub last answered; grows as issues are created.
        newest: Repository → the highest number known of an issue.
        cards: Puts issues on the Projects board.
        missing: Labels (repository, small name) and milestones (repository, title) whose create
            failed in this run: not asked for, so that nothing is taken for denied.
        refused: Those of them that the token may not create: remembered as denied.
        ground: Repository → what of it the token may not keep: labels, milestones.
        dropped: Key → what GitHub left out.
        denied: Key → links of an issue that were not made for want of a right or of room.
        unlinked: Epics whose items could not be put under them: there are no sub-issues.
        undependable: Whether the server turned out to know no dependencies.
        milestones: Milestones created or changed in this run, by repository and title.
    """

    writer: Writer
    reader: Reader
    issues: dict[str, Issue]
    newest: dict[str, int]
    cards: Cards
    missing: set[tuple[str, str]] = field(default_factory=set)
    refused: set[tuple[str, str]] = field(default_factory=set)
    ground: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    dropped: dict[str, Dropped] = field(default_factory=dict)
    denied: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unlinked: set[str] = field(default_factory=set)
    undependable: bool = False
    milestones: dict[tuple[str, str], Milestone] = field(default_factory=dict)

    def issue(self, key: str) -> Issue:
        """The issue of a key; MissingError where it has none yet."""
        if key not in self.issues:
            raise MissingError(f"{key} has no issue yet")
        return self.issues[key]

    def latest(self, issue: Issue, key: str) -> Issue:
        """The issue as it was last answered."""
        known = self.issues.get(key, issue)
        return known if known.id == issue.id else issue

    def rights(self, repository: str) -> str:
        """What the token may do there, as was read before."""
        return self.reader.repository(repository).permission

    def allowed(
        self, repository: str, names: Iterable[str]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The labels that there are, and those that the token may not create."""
        names = tuple(names)
        there = tuple(name for name in names if (repository, name.casefold()) not in self.missing)
        return there, tuple(it for it in names if (repository, it.casefold()) in self.refused)

    def schedulable(
        self, repository: str, title: str | None, record: Record
    ) -> tuple[str | None, Record]:
        """The milestone that there is; one that may come later is remembered as applied."""
        place = (repository, title or "")
        if place not in self.missing:
            return title, record
        return None, record if place in self.refused else replace(record, milestone=None)

    @contextmanager
    def keeping(self, what: str, repository: str, name: str) -> Iterator[None]:
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

    @contextmanager
    def linking(self, key: str, link: str) -> Iterator[None]:
        """Remember in the issue a link that takes a right, or a place, that there is not."""
        try:
            yield
        except (MissingPermissionError, FullError) as error:
            issue = self.issue(key)
            self.remember(key, Written(issue=issue), read_body(issue), [link])
            raise DeniedError(error.message, error.hint) from error
        except UnsupportedError:
            self._note_lack(key, link)
            raise

    def _note_lack(self, key: str, link: str) -> None:
        """Remember, in the first issue that needed it, a feature that the server does not know."""
        if link.startswith("parent:"):
            self.unlinked.add(key.partition("/")[0])
        elif link.startswith("blocked_by:") and not self.undependable:
            self.undependable = True
            body = read_body(self.issue(key))
            then = replace(body, key=key, record=body.record.without("dependencies"))
            self.remember(key, self.writer.update_issue(self.issue(key), body=then.text), then)

    def remember(self, key: str, written: Written, body: Body, links: Sequence[str] = ()) -> None:
        """Keep the answer, and write into the marker what GitHub dropped or denied."""
        issue = written.issue
        self.issues[key] = issue
        self.newest[issue.repository] = max(self.newest.get(issue.repository, 0), issue.number)
        if not written.dropped and not links:
            return
        if written.dropped:
            self.dropped[key] = written.dropped
        self.denied[key] = tuple(links)
        rights = self.rights(issue.repository)
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
                rights = self.rights(repository)
                record = body.record.with_dropped(Dropped(), rights, ground=ground)
                text = replace(body, key=key, record=record).text
                self.issues[key] = self.writer.update_issue(issue, body=text).issue
