"""A person who works on the issues by hand, and remembers what has to be left to them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from chaos_files import MAIN, PEOPLE, WEB
from chaos_state import key_of, live, outside, real
from fake.people import People

from ucops.github.marker import parse
from ucops.github.record import Record, from_was
from ucops.sandbox.entities import Issue, Label, Milestone, ProjectField, Repository
from ucops.sandbox.world import World


@dataclass(frozen=True)
class Promise:
    """What has to be true of an issue whatever ucops does.

    Attributes:
        issue: The issue's id.
        what: What was done, in words.
        holds: Says whether it is so.
        lasts: Whether it holds also when the files change; otherwise it does not count before
            what the files say was done.
    """

    issue: int
    what: str
    holds: Callable[[Issue], bool]
    lasts: bool = True


@dataclass
class Person:
    """Does one thing after another, chosen by dice.

    Attributes:
        vandalises: Whether markers and regions are broken too, and issues deleted.
        turn: From which deed on the first ones are taken in order, so that none is left out.
    """

    people: People
    world: World
    dice: random.Random
    vandalises: bool = True
    turn: int | None = None
    settled: bool = False
    promises: list[Promise] = field(default_factory=list)
    notes: dict[int, list[str]] = field(default_factory=dict)
    count: int = 0

    def act(self) -> str:
        """Do something to one of our issues, if there is any, and say what."""
        ours = sorted((it for it in live(self.world) if key_of(it)), key=lambda it: it.id)
        if not ours:
            return ""
        issue = self.dice.choice(ours)
        deed = self._deed()
        deed(self, issue)
        return f"{deed.__name__} {key_of(issue)} #{issue.number}"

    def _deed(self) -> Callable[[Person, Issue], None]:
        deeds = (*DAMAGE, *DEEDS) if self.vandalises else DEEDS
        if self.turn is None or self.dice.random() < 0.5:
            return self.dice.choice(deeds)
        self.turn += 1
        return deeds[self.turn % len(deeds)]

    def at(self, issue: Issue) -> People:
        """The person where the issue is."""
        return self.people.of(self.world.the(Repository, issue.repository).full_name)

    def promise(self, issue: Issue, what: str, holds: Callable[[Issue], bool], **how: Any) -> None:
        """Remember what has to hold from now on, in place of what was said of it before."""
        self.promises = [it for it in self.promises if (it.issue, it.what) != (issue.id, what)]
        promise = Promise(issue.id, what, holds, **how)
        if promise.lasts or self.settled:
            self.promises.append(promise)

    def forget(self, issue: Issue, *what: str) -> None:
        """What does not hold any more, because the person changed it."""
        self.promises = [it for it in self.promises if it.issue != issue.id or it.what not in what]

    def files_change(self) -> None:
        """Forget what only lasts until the files change."""
        self.settled = False
        self.promises = [it for it in self.promises if it.lasts]

    def broken(self) -> list[str]:
        """The promises that do not hold."""
        found = []
        for promise in self.promises:
            issue = self.world.the(Issue, promise.issue)
            if issue.gone is None and not promise.holds(issue):
                found.append(f"{promise.what} of #{issue.number} {issue.title!r}")
        for ident, notes in self.notes.items():
            issue = self.world.the(Issue, ident)
            body = issue.body or ""
            found += [f"{it!r} in #{issue.number}" for it in notes if it not in body]
        return found

    def write(self, issue: Issue, body: str) -> None:
        """Save a body in the web editor, which ends lines with CRLF."""
        after = self.at(issue).edit(issue.number, body=body)
        kept = outside(after.body or "")
        if key_of(after) and "ucops" not in kept:
            self.promise(issue, "text", lambda it: outside(it.body or "") == kept)
        else:
            self.forget(issue, "text")

    def labels(self, issue: Issue) -> set[str]:
        """The names of an issue's labels."""
        return {self.world.the(Label, one).name for one in issue.labels}


def note(me: Person, issue: Issue) -> None:
    me.count += 1
    text = f"Note {me.count} – «ünïcode» `<!-- {me.count} -->` of a person."
    me.notes.setdefault(issue.id, []).append(text)
    body = issue.body or ""
    me.write(issue, f"{body}\n\n{text}  \n" if me.dice.random() < 0.7 else _second(body, text))


def _second(body: str, text: str) -> str:
    """The body with a text between marker and region."""
    first, _, rest = body.partition("\n")
    return f"{first}\n{text}\n{rest}"


def tick(me: Person, issue: Issue) -> None:
    me.write(issue, (issue.body or "").replace("- [ ]", "- [x]", 1))


def retitle(me: Person, issue: Issue) -> None:
    me.at(issue).edit(issue.number, title=f"{issue.title[:200]} (changed)")


def label(me: Person, issue: Issue) -> None:
    name = me.dice.choice(("question", "status:blocked", "wontfix"))
    me.at(issue).label(issue.number, name)
    me.promise(issue, f"label {name}", lambda it: name in me.labels(it))


def unlabel(me: Person, issue: Issue) -> None:
    names = sorted(name for name in me.labels(issue) if ":" in name)
    chosen = me.dice.sample(names, min(len(names), 2))
    me.at(issue).unlabel(issue.number, *chosen)
    me.forget(issue, *(f"label {name}" for name in chosen))


def assign(me: Person, issue: Issue) -> None:
    login = "octo-helper"
    me.at(issue).assign(issue.number, login)
    me.promise(issue, "helper", lambda it: login in it.assignees)


def unassign(me: Person, issue: Issue) -> None:
    ours = [login for login in issue.assignees if login in PEOPLE]
    if ours:
        me.at(issue).unassign(issue.number, *ours)
        gone = set(ours)
        me.promise(issue, "off", lambda it: not gone & set(it.assignees), lasts=False)


def unschedule(me: Person, issue: Issue) -> None:
    me.at(issue).schedule(issue.number, None)
    me.promise(issue, "schedule", lambda it: it.milestone is None, lasts=False)


def schedule(me: Person, issue: Issue) -> None:
    there = me.world.milestones(me.world.the(Repository, issue.repository))
    if there:
        one = me.dice.choice(there)
        me.at(issue).schedule(issue.number, one.title)
        me.promise(issue, "schedule", lambda it: _at(me.world, it, one), lasts=False)


def _at(world: World, issue: Issue, milestone: Milestone) -> bool:
    return issue.milestone == world.the(Milestone, milestone.id).id


def _record(issue: Issue) -> Record:
    marker = parse(issue.body or "")
    return from_was(marker.was if marker else {})


def _just_closed_by_us(me: Person, issue: Issue) -> bool:
    """Whether nobody could tell by GitHub's clock who closed it last."""
    record = _record(issue)
    return bool(record.closed) and record.fits(me.world.now())


def close(me: Person, issue: Issue) -> None:
    if issue.state == "open" and not _just_closed_by_us(me, issue):
        reason = me.dice.choice(("completed", "not_planned"))
        me.at(issue).close(issue.number, reason)
        me.promise(issue, "closed", lambda it: (it.state, it.state_reason) == ("closed", reason))


def reopen(me: Person, issue: Issue) -> None:
    if issue.state == "closed" and issue.state_reason != "duplicate":
        me.at(issue).reopen(issue.number)
        me.forget(issue, "closed")
        me.promise(issue, "reopened", lambda it: it.state == "open", lasts=False)


def comment(me: Person, issue: Issue) -> None:
    text = f"Look: {(issue.body or '').partition(chr(10))[0]}"
    made = me.at(issue).comment(issue.number, text)
    me.promise(issue, "comment", lambda it: made in me.world.comments(it))


def lock(me: Person, issue: Issue) -> None:
    me.at(issue).lock(issue.number)
    me.promise(issue, "lock", lambda it: it.locked)


def quote(me: Person, issue: Issue) -> None:
    """File an issue that quotes a body of ours in a code fence."""
    body = f"Why does it begin so?\n\n```\n{issue.body}\n```\n"
    made = me.people.of(MAIN).open_issue("A question", body)
    bare = replace(made, updated_at="")
    me.promise(made, "stranger", lambda it: replace(it, updated_at="") == bare)


def unblock(me: Person, issue: Issue) -> None:
    for blocker in me.world.blockers(issue):
        if blocker.repository == issue.repository:
            me.at(issue).unblock(issue.number, blocker.number)


def unmark(me: Person, issue: Issue) -> None:
    me.write(issue, (issue.body or "").partition("\n")[2])


def break_region(me: Person, issue: Issue) -> None:
    end = me.dice.choice(("<!-- ucops:end -->", "<!-- ucops:begin"))
    me.write(issue, (issue.body or "").replace(end, "", 1))


def push_down(me: Person, issue: Issue) -> None:
    me.write(issue, f"Hello\n{issue.body}")


def empty(me: Person, issue: Issue) -> None:
    me.notes.pop(issue.id, None)
    me.write(issue, "")


def copy(me: Person, issue: Issue) -> None:
    if not _record(issue).closed:
        me.at(issue).open_issue(issue.title, issue.body)


def borrow(me: Person, issue: Issue) -> None:
    """*Duplicate issue*, under a title of the person's own."""
    if not _record(issue).closed:
        me.count += 1
        made = me.at(issue).open_issue(f"For partners {me.count}", issue.body)
        me.promise(made, "copy", lambda it: it.state_reason != "duplicate")


def tidy(me: Person, issue: Issue) -> None:
    """A bot closes what nobody touched for long."""
    if issue.state == "open" and not _just_closed_by_us(me, issue):
        me.at(issue).label(issue.number, "stale")
        me.at(issue).close(issue.number, "not_planned")
        me.promise(issue, "closed", lambda it: it.state == "closed")


def archive(me: Person, issue: Issue) -> None:
    """The board's own workflow archives a card, or somebody restores it."""
    me.at(issue).archive_card(issue.number, archived=me.dice.random() < 0.7)


def rearrange(me: Person, _issue: Issue) -> None:
    """Somebody renames a field of the board, makes one of another kind, or deletes an option."""
    fields = [it for it in me.world.every(ProjectField) if it.name not in ("Title", "Status")]
    if not fields:
        return
    field = me.dice.choice(fields)
    with me.people.acting() as world:
        match me.dice.choice(("rename", "retype", "thin")):
            case "rename":
                world.put(replace(field, name=f"{field.name} {me.count}"))
            case "retype":
                world.put(replace(field, data_type=me.dice.choice(("TEXT", "NUMBER")), options=()))
            case _:
                world.put(replace(field, options=field.options[1:]))


def delete(me: Person, issue: Issue) -> None:
    me.notes.pop(issue.id, None)
    me.at(issue).delete(issue.number)


def transfer(me: Person, issue: Issue) -> None:
    me.notes.pop(issue.id, None)
    here = me.world.the(Repository, issue.repository).full_name
    places = [name for name in (MAIN, WEB, "acme/elsewhere") if name != here]
    me.at(issue).transfer(issue.number, me.dice.choice(places))


def convert(me: Person, issue: Issue) -> None:
    me.notes.pop(issue.id, None)
    me.at(issue).convert_to_discussion(issue.number)


def orphan(me: Person, issue: Issue) -> None:
    me.forget(issue, "place")
    me.at(issue).move_under(issue.number, None)


def take(me: Person, issue: Issue) -> None:
    """Move an item under an issue of the person's own."""
    children = [it for them in real(me.world).values() for it in them if it.parent == issue.id]
    if children or me.world.the(Repository, issue.repository).full_name != MAIN:
        return
    own = me.people.of(MAIN).open_issue("My plan", "Mine")
    me.at(issue).move_under(issue.number, own.number)
    me.promise(issue, "place", lambda it: it.parent == own.id)


DEEDS = (
    note,
    tick,
    retitle,
    label,
    unlabel,
    assign,
    unassign,
    unschedule,
    schedule,
    close,
    reopen,
    comment,
    lock,
    quote,
    unblock,
    orphan,
    tidy,
    archive,
    rearrange,
)
DAMAGE = (unmark, break_region, push_down, empty, copy, borrow, delete, transfer, convert, take)
