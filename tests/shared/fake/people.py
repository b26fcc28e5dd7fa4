"""Everything that people do in the browser, for tests to play."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from fake import deeds
from ucops.sandbox import people
from ucops.sandbox.acts import comments, hierarchy, issues, repository
from ucops.sandbox.acts.issues import IssueEdit
from ucops.sandbox.entities import (
    Comment,
    Issue,
    Label,
    Milestone,
    Owner,
    Project,
    ProjectField,
    ProjectItem,
    Pull,
    Repository,
    Role,
    Token,
    Workflow,
)
from ucops.sandbox.founding import found
from ucops.sandbox.people import PERSON
from ucops.sandbox.world import World

STATUSES = ("Todo", "In Progress", "Done")


class Filing(people.People):
    """What becomes of an issue as a whole."""

    def issues(self) -> list[Issue]:
        """The issues that can be read, without pull requests, by number."""
        return [it for it in self.world.issues(self.repository) if not it.pull_request]

    def open_issue(self, title: str, body: str | None = None) -> Issue:
        """File an issue."""
        with self.acting() as world:
            return issues.create(world, self.repository, self.login, {"title": title, "body": body})

    def open_pull_request(self, title: str, body: str | None = None) -> Issue:
        """Open a pull request, which takes the next number."""
        with self.acting() as world:
            edit: IssueEdit = {"title": title, "body": body}
            return issues.create(world, self.repository, self.login, edit, pull_request=True)

    def propose(self, title: str, head: str, commit: str, *, fork: str = "") -> Issue:
        """Open a pull request from a branch of a fork, or of the repository itself."""
        issue = self.open_pull_request(title)
        with self.acting() as world:
            found(world, fork or self.full_name)
            pull = Pull(
                id=world.new_id(),
                repository=self.repository.id,
                issue=issue.id,
                base=self.repository.default_branch,
                head=head,
                head_repository=fork or self.full_name,
                commit=commit,
            )
            world.put(pull)
        return issue

    def push(self, number: int, commit: str) -> None:
        """Push a commit to the branch of a pull request."""
        with self.acting() as world:
            issue = self.issue(number)
            pull = next(it for it in world.every(Pull) if it.issue == issue.id)
            world.put(replace(pull, commit=commit))

    def edit(self, number: int, *, title: str | None = None, body: str | None = None) -> Issue:
        """Edit title or body; the web editor ends lines with CRLF."""
        new: IssueEdit = {}
        if title is not None:
            new["title"] = title
        if body is not None:
            new["body"] = body.replace("\r\n", "\n").replace("\n", "\r\n")
        return self.change(number, new)

    def lock(self, number: int, reason: str | None = None) -> Issue:
        """Lock the conversation."""
        with self.acting() as world:
            return deeds.lock(world, self.issue(number), reason)

    def delete(self, number: int) -> Issue:
        """Delete an issue: from now on it answers 410."""
        with self.acting() as world:
            return deeds.lose(world, self.issue(number), "deleted")

    def convert_to_discussion(self, number: int) -> Issue:
        """Turn an issue into a discussion: from now on it answers 404."""
        with self.acting() as world:
            return deeds.lose(world, self.issue(number), "discussion")

    def transfer(self, number: int, full_name: str) -> Issue:
        """Move an issue to another repository: from now on it answers 301."""
        with self.acting() as world:
            return deeds.transfer(world, self.issue(number), found(world, full_name))

    def comment(self, number: int, body: str) -> Comment:
        """Comment on an issue."""
        with self.acting() as world:
            return comments.create(world, self.issue(number), self.login, body)


class Placing(people.People):
    """Where an issue belongs: whose it is, when it is due, under and behind which others."""

    def assign(self, number: int, *logins: str) -> Issue:
        """Assign people."""
        assignees = tuple(dict.fromkeys((*self.issue(number).assignees, *logins)))
        return self.change(number, {"assignees": assignees})

    def unassign(self, number: int, *logins: str) -> Issue:
        """Take people off an issue."""
        rest = tuple(it for it in self.issue(number).assignees if it not in logins)
        return self.change(number, {"assignees": rest})

    def schedule(self, number: int, milestone: str | None) -> Issue:
        """Put an issue into the milestone of a title, or into none."""
        found_one = self.milestone(milestone) if milestone is not None else None
        return self.change(number, {"milestone": found_one.id if found_one else None})

    def set_type(self, number: int, type_id: int | None) -> Issue:
        """Give an issue a type, or none."""
        return self.change(number, {"type": type_id})

    def move_under(self, number: int, parent: int | None) -> Issue:
        """Make an issue a sub-issue of another, or of none."""
        with self.acting() as world:
            child = self.issue(number)
            if child.parent is not None:
                hierarchy.remove_child(world, world.the(Issue, child.parent), child)
            if parent is not None:
                hierarchy.add_child(world, self.issue(parent), self.issue(number))
        return self.issue(number)

    def block(self, number: int, blocker: int) -> Issue:
        """Say that an issue is blocked by another."""
        with self.acting() as world:
            return hierarchy.add_blocker(world, self.issue(number), self.issue(blocker))

    def unblock(self, number: int, blocker: int) -> Issue:
        """Say that an issue is no longer blocked by another."""
        with self.acting() as world:
            return hierarchy.remove_blocker(world, self.issue(number), self.issue(blocker))

    def milestone(self, title: str) -> Milestone:
        """The milestone of a title."""
        for milestone in self.world.milestones(self.repository):
            if milestone.title == title:
                return milestone
        raise LookupError(f"no milestone {title} in {self.full_name}")


class Keeping(Placing):
    """What people do to the repository and around it."""

    def protect(self, default_branch: str = "main") -> Repository:
        """Let the default branch take changes by pull requests only."""
        with self.acting() as world:
            new = replace(self.repository, protected=True, default_branch=default_branch)
            return world.put(new)

    def set_variable(self, name: str, value: str) -> Repository:
        """Set a variable of the repository's workflows."""
        with self.acting() as world:
            variables = {**self.repository.variables, name: value}
            return world.put(replace(self.repository, variables=variables))

    def publish_pages(self, how: Literal["workflow", "legacy"] = "workflow") -> Repository:
        """Switch the repository's web site on."""
        with self.acting() as world:
            return world.put(replace(self.repository, pages=how))

    def run_workflow(self, path: str, *moments: str, state: str = "active") -> Workflow:
        """Let a workflow, which may be new, have run at these times, and be in a state."""
        with self.acting() as world:
            all_of_them = world.within(Workflow, self.repository.id)
            there = next((one for one in all_of_them if one.path == path), None)
            new = Workflow(
                id=there.id if there else world.new_id(),
                repository=self.repository.id,
                path=path,
                state=state,
                created_at=world.now(),
                runs=moments,
            )
            return world.put(new)

    def forbid_pull_requests_by_actions(self) -> Repository:
        """Take the tick away that lets workflows open pull requests."""
        with self.acting() as world:
            return world.put(replace(self.repository, actions_propose=False))

    def create_label(self, name: str, color: str = "ededed", description: str = "") -> Label:
        """Create a label."""
        with self.acting() as world:
            return repository.create_label(world, self.repository, name, color, description)

    def edit_label(self, name: str, /, **new: str) -> Label:
        """Change a label's `name`, `color` or `description`."""
        with self.acting() as world:
            label = self.known_label(name)
            return repository.edit_label(world, self.repository, label, new)

    def delete_label(self, name: str) -> None:
        """Delete a label."""
        with self.acting() as world:
            deeds.delete_label(world, self.repository, self.known_label(name))

    def create_milestone(self, title: str, **fields: str | None) -> Milestone:
        """Create a milestone, with `description`, `due_on` (ISO 8601) or `state`."""
        with self.acting() as world:
            given = {"title": title, **fields}
            return repository.create_milestone(world, self.repository, self.login, given)

    def edit_milestone(self, title: str, /, **fields: str | None) -> Milestone:
        """Change a milestone's `title`, `description`, `due_on` or `state`."""
        with self.acting() as world:
            milestone = self.milestone(title)
            return repository.edit_milestone(world, self.repository, milestone, fields)

    def create_board(self, title: str) -> Project:
        """Create a board of the repository's owner."""
        with self.acting() as world:
            return _board(world, self.repository.owner, title)

    def add_field(self, board: Project, name: str, kind: str) -> ProjectField:
        """Give a board a field of a person's own."""
        with self.acting() as world:
            made = ProjectField(id=world.new_id(), project=board.id, name=name, data_type=kind)
            return world.put(made)

    def archive_card(self, number: int, *, archived: bool = True) -> None:
        """Archive an issue's cards, as a board's own workflow does, or restore them."""
        with self.acting() as world:
            issue = self.issue(number)
            for item in world.every(ProjectItem):
                if item.issue == issue.id:
                    world.put(replace(item, archived=archived))

    def archive(self) -> Repository:
        """Archive the repository: from now on it is read-only."""
        with self.acting() as world:
            return world.put(replace(self.repository, archived=True))

    def disable_issues(self) -> Repository:
        """Turn the repository's issues off."""
        with self.acting() as world:
            return world.put(replace(self.repository, has_issues=False))

    def hide(self) -> Repository:
        """Make the repository private: strangers get 404."""
        with self.acting() as world:
            return world.put(replace(self.repository, private=True))

    def delete_repository(self) -> None:
        """Delete the repository."""
        with self.acting() as world:
            deeds.delete_repository(world, self.repository)

    def rename_repository(self, name: str) -> Repository:
        """Give the repository another name."""
        with self.acting() as world:
            return deeds.rename_repository(world, self.repository, name)

    def invite(self, login: str, role: Role) -> Repository:
        """Give a person a role; `none` makes even a handle of the sandbox a stranger."""
        with self.acting() as world:
            roles = {**self.repository.roles, login: role}
            return world.put(replace(self.repository, roles=roles))

    def owned_by_user(self) -> Owner:
        """Make the owner a user instead of an organisation."""
        with self.acting() as world:
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
        kind: Literal["integration", "personal access token"] = "integration",
    ) -> Token:
        """Make a token of a person, limited to permissions such as `{"issues": "read"}`."""
        with self.acting() as world:
            token = Token(
                id=world.new_id(),
                value=value,
                login=login,
                permissions=dict(permissions or {}),
                sso=sso,
                kind=kind,
            )
            return world.put(token)

    def limit_token(
        self, token: Token, *, expires: str | None = None, scopes: Sequence[str] | None = None
    ) -> Token:
        """Let a token end, or be a classic one with these scopes."""
        with self.acting() as world:
            given = None if scopes is None else tuple(scopes)
            return world.put(replace(token, expires=expires, scopes=given))


class People(Filing, Keeping):
    """Acts of a person on the issues of one repository, each given by number."""


def _board(world: World, owner: str, title: str) -> Project:
    """Make a board with the two fields that every board has."""
    number = 1 + max((it.number for it in world.every(Project) if it.owner == owner), default=0)
    project = world.put(Project(id=world.new_id(), owner=owner, number=number, title=title))
    world.put(ProjectField(id=world.new_id(), project=project.id, name="Title", data_type="TITLE"))
    options = tuple((f"{place:08x}", name, "GRAY", "") for place, name in enumerate(STATUSES, 1))
    status = ProjectField(
        id=world.new_id(),
        project=project.id,
        name="Status",
        data_type="SINGLE_SELECT",
        options=options,
    )
    world.put(status)
    return project
