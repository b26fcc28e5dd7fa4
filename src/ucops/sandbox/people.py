"""What people do in the browser, for tests and the demo: no token, no limits, no faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from ucops.sandbox.acts import boards, hierarchy, issues, repository
from ucops.sandbox.acts.issues import IssueEdit, Reason
from ucops.sandbox.entities import (
    Comment,
    Issue,
    Label,
    Milestone,
    Owner,
    Project,
    Repository,
    Role,
    Token,
)
from ucops.sandbox.founding import found
from ucops.sandbox.world import World

if TYPE_CHECKING:
    from ucops.sandbox.service import Service

PERSON = "octo-person"


class People:
    """Acts of a person on the issues of one repository, each given by number.

    Every act is kept like a request's. Answers are the entities after the act.
    """

    def __init__(self, service: Service, full_name: str, login: str = PERSON) -> None:
        self._service = service
        self._full_name = full_name
        self.login = login

    def of(self, full_name: str | None = None, *, login: str | None = None) -> People:
        """The same in another repository, or by another person."""
        return People(self._service, full_name or self._full_name, login or self.login)

    @property
    def repository(self) -> Repository:
        """The repository they act in."""
        owner, _, name = self._full_name.partition("/")
        found_one = self._service.world.repository(owner, name)
        if found_one is None:
            raise LookupError(f"no repository {self._full_name}")
        return found_one

    def issue(self, number: int) -> Issue:
        """The issue of a number, gone ones too."""
        issue = self._service.world.issue(self.repository, number)
        if issue is None:
            raise LookupError(f"no issue {self._full_name}#{number}")
        return issue

    def issues(self) -> list[Issue]:
        """The issues that can be read, without pull requests, by number."""
        return [it for it in self._service.world.issues(self.repository) if not it.pull_request]

    # Issues.

    def open_issue(self, title: str, body: str | None = None) -> Issue:
        """File an issue."""
        with self._acting() as world:
            return issues.create(world, self.repository, self.login, {"title": title, "body": body})

    def open_pull_request(self, title: str, body: str | None = None) -> Issue:
        """Open a pull request, which takes the next number."""
        with self._acting() as world:
            edit: IssueEdit = {"title": title, "body": body}
            return issues.create(world, self.repository, self.login, edit, pull_request=True)

    def edit(self, number: int, *, title: str | None = None, body: str | None = None) -> Issue:
        """Edit title or body; the web editor ends lines with CRLF."""
        new: IssueEdit = {}
        if title is not None:
            new["title"] = title
        if body is not None:
            new["body"] = body.replace("\r\n", "\n").replace("\n", "\r\n")
        return self._edit(number, new)

    def close(self, number: int, reason: Reason = "completed") -> Issue:
        """Close an issue as completed, not planned or duplicate."""
        return self._edit(number, {"state": "closed", "state_reason": reason})

    def reopen(self, number: int) -> Issue:
        """Reopen an issue."""
        return self._edit(number, {"state": "open"})

    def label(self, number: int, *names: str) -> Issue:
        """Put labels on an issue; unknown ones are made."""
        with self._acting() as world:
            more = [self._label(world, name).id for name in names]
            labels = tuple(dict.fromkeys((*self.issue(number).labels, *more)))
        return self._edit(number, {"labels": labels})

    def unlabel(self, number: int, *names: str) -> Issue:
        """Take labels off an issue."""
        wanted = {name.lower() for name in names}
        world = self._service.world
        rest = [
            ident
            for ident in self.issue(number).labels
            if world.the(Label, ident).name.lower() not in wanted
        ]
        return self._edit(number, {"labels": tuple(rest)})

    def assign(self, number: int, *logins: str) -> Issue:
        """Assign people."""
        assignees = tuple(dict.fromkeys((*self.issue(number).assignees, *logins)))
        return self._edit(number, {"assignees": assignees})

    def unassign(self, number: int, *logins: str) -> Issue:
        """Take people off an issue."""
        rest = tuple(it for it in self.issue(number).assignees if it not in logins)
        return self._edit(number, {"assignees": rest})

    def schedule(self, number: int, milestone: str | None) -> Issue:
        """Put an issue into the milestone of a title, or into none."""
        found_one = self._milestone(milestone) if milestone is not None else None
        return self._edit(number, {"milestone": found_one.id if found_one else None})

    def set_type(self, number: int, type_id: int | None) -> Issue:
        """Give an issue a type, or none."""
        return self._edit(number, {"type": type_id})

    def lock(self, number: int, reason: str | None = None) -> Issue:
        """Lock the conversation."""
        with self._acting() as world:
            return issues.lock(world, self.issue(number), reason)

    def delete(self, number: int) -> Issue:
        """Delete an issue: from now on it answers 410."""
        with self._acting() as world:
            return issues.lose(world, self.issue(number), "deleted")

    def convert_to_discussion(self, number: int) -> Issue:
        """Turn an issue into a discussion: from now on it answers 404."""
        with self._acting() as world:
            return issues.lose(world, self.issue(number), "discussion")

    def transfer(self, number: int, full_name: str) -> Issue:
        """Move an issue to another repository: from now on it answers 301."""
        with self._acting() as world:
            return issues.transfer(world, self.issue(number), found(world, full_name))

    def comment(self, number: int, body: str) -> Comment:
        """Comment on an issue."""
        with self._acting() as world:
            return repository.comment(world, self.issue(number), self.login, body)

    # Places.

    def move_under(self, number: int, parent: int | None) -> Issue:
        """Make an issue a sub-issue of another, or of none."""
        with self._acting() as world:
            child = self.issue(number)
            if child.parent is not None:
                hierarchy.remove_child(world, world.the(Issue, child.parent), child)
            if parent is not None:
                hierarchy.add_child(world, self.issue(parent), self.issue(number))
        return self.issue(number)

    def block(self, number: int, blocker: int) -> Issue:
        """Say that an issue is blocked by another."""
        with self._acting() as world:
            return hierarchy.add_blocker(world, self.issue(number), self.issue(blocker))

    def unblock(self, number: int, blocker: int) -> Issue:
        """Say that an issue is no longer blocked by another."""
        with self._acting() as world:
            return hierarchy.remove_blocker(world, self.issue(number), self.issue(blocker))

    # The repository.

    def create_label(self, name: str, color: str = "ededed", description: str = "") -> Label:
        """Create a label."""
        with self._acting() as world:
            return repository.create_label(world, self.repository, name, color, description)

    def edit_label(self, name: str, /, **new: str) -> Label:
        """Change a label's `name`, `color` or `description`."""
        with self._acting() as world:
            label = self._label(world, name)
            return repository.edit_label(world, self.repository, label, new)

    def delete_label(self, name: str) -> None:
        """Delete a label."""
        with self._acting() as world:
            repository.delete_label(world, self.repository, self._label(world, name))

    def create_milestone(self, title: str, **fields: str | None) -> Milestone:
        """Create a milestone, with `description`, `due_on` (ISO 8601) or `state`."""
        with self._acting() as world:
            given = {"title": title, **fields}
            return repository.create_milestone(world, self.repository, self.login, given)

    def edit_milestone(self, title: str, /, **fields: str | None) -> Milestone:
        """Change a milestone's `title`, `description`, `due_on` or `state`."""
        with self._acting() as world:
            milestone = self._milestone(title)
            return repository.edit_milestone(world, self.repository, milestone, fields)

    def create_board(self, title: str) -> Project:
        """Create a board of the repository's owner."""
        with self._acting() as world:
            return boards.create(world, self.repository.owner, title)

    def archive(self) -> Repository:
        """Archive the repository: from now on it is read-only."""
        with self._acting() as world:
            return world.put(replace(self.repository, archived=True))

    def disable_issues(self) -> Repository:
        """Turn the repository's issues off."""
        with self._acting() as world:
            return world.put(replace(self.repository, has_issues=False))

    def hide(self) -> Repository:
        """Make the repository private: strangers get 404."""
        with self._acting() as world:
            return world.put(replace(self.repository, private=True))

    def invite(self, login: str, role: Role) -> Repository:
        """Give a person a role; `none` makes even a handle of the sandbox a stranger."""
        with self._acting() as world:
            roles = {**self.repository.roles, login: role}
            return world.put(replace(self.repository, roles=roles))

    def owned_by_user(self) -> Owner:
        """Make the owner a user instead of an organisation."""
        with self._acting() as world:
            owner = world.owner(self.repository.owner)
            if owner is None:
                raise LookupError(f"no owner {self.repository.owner}")
            return world.put(replace(owner, kind="User"))

    def create_token(
        self,
        value: str,
        login: str = PERSON,
        *,
        permissions: Mapping[str, Literal["none", "read", "write"]] | None = None,
        sso: str | None = None,
    ) -> Token:
        """Make a token of a person, limited to permissions such as `{"issues": "read"}`."""
        with self._acting() as world:
            token = Token(
                id=world.new_id(),
                value=value,
                login=login,
                permissions=dict(permissions or {}),
                sso=sso,
            )
            return world.put(token)

    @contextmanager
    def _acting(self) -> Iterator[World]:
        with self._service.lock:
            yield self._service.world
            self._service.world.commit()

    def _edit(self, number: int, new: IssueEdit) -> Issue:
        with self._acting() as world:
            return issues.edit(world, self.issue(number), self.login, new)

    def _label(self, world: World, name: str) -> Label:
        known = world.label(self.repository, name)
        return known or repository.create_label(world, self.repository, name)

    def _milestone(self, title: str) -> Milestone:
        for milestone in self._service.world.milestones(self.repository):
            if milestone.title == title:
                return milestone
        raise LookupError(f"no milestone {title} in {self._full_name}")
