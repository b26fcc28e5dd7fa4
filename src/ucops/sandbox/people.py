"""What people do in the browser: no token, no limits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from ucops.sandbox.acts import issues, repository
from ucops.sandbox.acts.issues import IssueEdit, Reason
from ucops.sandbox.entities import Issue, Label, Repository
from ucops.sandbox.world import World

PERSON = "octo-person"


class People:
    """Acts of a person on the issues of one repository, each given by number.

    Every act is kept like a request's. Answers are the entities after the act.
    """

    def __init__(self, world: World, full_name: str, login: str = PERSON) -> None:
        self.world = world
        self.full_name = full_name
        self.login = login

    def of(self, full_name: str | None = None, *, login: str | None = None) -> Self:
        """The same in another repository, or by another person."""
        return type(self)(self.world, full_name or self.full_name, login or self.login)

    @property
    def repository(self) -> Repository:
        """The repository they act in."""
        owner, _, name = self.full_name.partition("/")
        found = self.world.repository(owner, name)
        if found is None:
            raise LookupError(f"no repository {self.full_name}")
        return found

    def issue(self, number: int) -> Issue:
        """The issue of a number, gone ones too."""
        issue = self.world.issue(self.repository, number)
        if issue is None:
            raise LookupError(f"no issue {self.full_name}#{number}")
        return issue

    def close(self, number: int, reason: Reason = "completed") -> Issue:
        """Close an issue as completed, not planned or duplicate."""
        return self.change(number, {"state": "closed", "state_reason": reason})

    def reopen(self, number: int) -> Issue:
        """Reopen an issue."""
        return self.change(number, {"state": "open"})

    def label(self, number: int, *names: str) -> Issue:
        """Put labels on an issue; unknown ones are made."""
        with self.acting():
            more = [self.known_label(name).id for name in names]
            labels = tuple(dict.fromkeys((*self.issue(number).labels, *more)))
        return self.change(number, {"labels": labels})

    def unlabel(self, number: int, *names: str) -> Issue:
        """Take labels off an issue."""
        wanted = {name.lower() for name in names}
        rest = [
            ident
            for ident in self.issue(number).labels
            if self.world.the(Label, ident).name.lower() not in wanted
        ]
        return self.change(number, {"labels": tuple(rest)})

    def change(self, number: int, new: IssueEdit) -> Issue:
        """Change fields of an issue."""
        with self.acting() as world:
            return issues.edit(world, self.issue(number), self.login, new)

    def known_label(self, name: str) -> Label:
        """The label of a name, made where there is none."""
        known = self.world.label(self.repository, name)
        return known or repository.create_label(self.world, self.repository, name)

    @contextmanager
    def acting(self) -> Iterator[World]:
        """The world, with nobody else at work; what happens in it is kept."""
        with self.world.lock:
            yield self.world
            self.world.commit()
