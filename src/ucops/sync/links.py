"""Parents and dependencies between our issues."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ucops.github.matched import Live, Reference, parent_of
from ucops.model import github_limits
from ucops.sync.change import Action, Change
from ucops.sync.desired import DesiredIssue
from ucops.sync.request import (
    AddBlockedBy,
    RemoveBlockedBy,
    RemoveParent,
    Request,
    SetParent,
)
from ucops.sync.situation import Notes, Situation


class Links:
    """Which links have to change; dependencies wait until both ends exist."""

    def __init__(self, situation: Situation, notes: Notes) -> None:
        self.situation = situation
        self.matched = situation.matched
        self.notes = notes
        self.wanted = {issue.key: issue for issue in situation.desired.issues}
        self.sub_issues = not situation.lacks("sub_issues")
        self.dependable = situation.desired.dependencies and not situation.lacks("dependencies")
        self.there = {key for key in self.matched.by_key if _kept(self.wanted[key])}
        self.waiting: dict[str, list[DesiredIssue]] = defaultdict(list)
        self.order: dict[str, int] = {}
        self.released: list[DesiredIssue] = []
        self.planned: set[tuple[str, str]] = set()
        self.children = Counter(
            place for live in self.matched.live.values() if (place := parent_of(live.issue))
        )
        self.new_children: Counter[str] = Counter()
        self.keys = {match.live.reference: key for key, match in self.matched.by_key.items()}

    def exists(self, key: str) -> None:
        """From here on in the plan, this key has an issue."""
        self.there.add(key)
        self.released += self.waiting.pop(key, ())

    def has_room(self, wanted: DesiredIssue) -> bool:
        """Whether the epic takes one more sub-issue; if not, that is a warning."""
        if wanted.parent is None or not self.sub_issues:
            return True
        place = self._place(wanted.parent)
        where = self._place(wanted.key) or (wanted.repository, 0)
        above = place or (self.wanted[wanted.parent].repository, 0)
        if _owner(where) != _owner(above):
            text = (
                f"{where[0]} has another owner than {above[0]}: GitHub takes no sub-issues across"
            )
            self.notes.warn(wanted.key, f"{text} owners")
            return False
        there = self.children[place] if place else 0
        if there + self.new_children[wanted.parent] >= github_limits.SUB_ISSUES:
            most = github_limits.SUB_ISSUES
            text = f"{wanted.parent} has {most} sub-issues, closed ones and people's own "
            text += "included, and GitHub takes no more: it does not stand under it"
            self.notes.warn(wanted.key, text)
            return False
        self.new_children[wanted.parent] += 1
        return True

    def parent(self, wanted: DesiredIssue, live: Live) -> Iterator[Change]:
        """Put an issue where it belongs, unless a person chose a place of their own for it."""
        place = parent_of(live.issue)
        above = self.matched.live.get(place) if place else None
        ours = above is not None and above.issue.key is not None
        if not self.sub_issues or (place and place == self._place(wanted.parent)):
            return
        denied = self._denied(live)
        if wanted.parent is None:
            if above is not None and ours and "-parent" not in denied:
                yield _unlink(wanted, live, above)
        elif wanted.parent in self.notes.undecided or wanted.parent not in self.there:
            return
        elif place is None or ours:
            if f"parent:{wanted.parent}" not in denied and self.has_room(wanted):
                yield _link(wanted, wanted.parent, live, above)
        else:
            text = f"stands under {place[0]}#{place[1]}, where a person put it, and stays there"
            self.notes.warn(wanted.key, text)

    def _denied(self, live: Live) -> tuple[str, ...]:
        """Links that the token was denied, when it has no more rights now."""
        rights = self.situation.snapshot.rights.get(live.issue.repository, "")
        return live.record.denied.under(rights).links

    def _denied_of(self, key: str) -> tuple[str, ...]:
        found = self.matched.by_key.get(key)
        return self._denied(found.live) if found else ()

    def _place(self, key: str | None) -> Reference | None:
        found = self.matched.by_key.get(key or "")
        return found.live.reference if found else None

    def dependencies(self, issues: Iterable[DesiredIssue]) -> Iterator[Change]:
        """Dependencies of these issues, and of earlier ones that waited for them."""
        if not self.dependable:
            return
        ready = {one.key: one for one in self.released}
        self.released = []
        for wanted in issues:
            if wanted.key in self.there and wanted.key not in self.notes.undecided:
                yield from self._unblocked(wanted)
                self.order[wanted.key] = len(self.order)
                ready[wanted.key] = wanted
                for key in wanted.blocked_by:
                    if key not in self.there:
                        self.waiting[key].append(wanted)
        for wanted in sorted(ready.values(), key=lambda one: self.order[one.key]):
            yield from self._blocked(wanted)

    def _unblocked(self, wanted: DesiredIssue) -> Iterator[Change]:
        """Blockers of ours that the files do not name; people's blockers stay."""
        for reference, blocker in self._blockers(wanted.key):
            key = self.keys.get(reference)
            known = key or blocker.issue.key
            undecided = known in self.notes.undecided
            denied = f"-blocked_by:{reference[0]}#{reference[1]}" in self._denied_of(wanted.key)
            if not known or undecided or denied:
                continue
            if key not in wanted.blocked_by or key not in self.there:
                yield _unblock(wanted, self.matched.by_key[wanted.key].live, blocker, known)

    def _blocked(self, wanted: DesiredIssue) -> Iterator[Change]:
        there = {self.keys.get(reference) for reference, _ in self._blockers(wanted.key)}
        for key in wanted.blocked_by:
            done = (wanted.key, key) in self.planned
            done = done or f"blocked_by:{key}" in self._denied_of(wanted.key)
            if key in self.there and key not in there and not done:
                self.planned.add((wanted.key, key))
                found = self.matched.by_key.get(wanted.key)
                yield _block(wanted, key, found.live.issue.number if found else None)

    def _blockers(self, key: str) -> Iterator[tuple[Reference, Live]]:
        found = self.matched.by_key.get(key)
        for text in found.live.issue.blocked_by if found else ():
            repository, _, number = text.rpartition("#")
            reference = (repository, int(number))
            if blocker := self.matched.live.get(reference):
                yield reference, blocker


def _owner(place: Reference) -> str:
    return place[0].partition("/")[0].casefold()


def _kept(wanted: DesiredIssue) -> bool:
    """Whether its issue is kept in step: retired ones are only closed."""
    return wanted.closing is None or wanted.closing.reason == "completed"


def _link(wanted: DesiredIssue, epic: str, live: Live, above: Live | None) -> Change:
    request = SetParent(child=wanted.key, parent=epic, replace=above is not None)
    fields = {"parent": (above.issue.key if above else None, epic)}
    return _change("link", wanted, live, fields, f"belongs under {epic}", request)


def _unlink(wanted: DesiredIssue, live: Live, above: Live) -> Change:
    request = RemoveParent(child=wanted.key, parent=above.issue)
    reason = f"stood under {above.issue.key}, where nothing of it belongs any more"
    return _change("unlink", wanted, live, {"parent": (above.issue.key, None)}, reason, request)


def _block(wanted: DesiredIssue, blocker: str, number: int | None) -> Change:
    request = AddBlockedBy(blocked=wanted.key, blocker=blocker)
    fields = {"blocked_by": (None, blocker)}
    change = _change("block", wanted, None, fields, f"depends on {blocker}", request)
    return replace(change, number=number)


def _unblock(wanted: DesiredIssue, live: Live, blocker: Live, key: str) -> Change:
    request = RemoveBlockedBy(blocked=wanted.key, blocker=blocker.issue)
    fields = {"blocked_by": (key, None)}
    return _change("unblock", wanted, live, fields, f"does not depend on {key}", request)


def _change(
    action: Action,
    wanted: DesiredIssue,
    live: Live | None,
    fields: Mapping[str, tuple[str | None, str | None]],
    reason: str,
    request: Request,
) -> Change:
    return Change(
        action=action,
        kind=wanted.kind,
        key=wanted.key,
        repository=live.issue.repository if live else wanted.repository,
        number=live.issue.number if live else None,
        title=wanted.title,
        fields=fields,
        reason=reason,
        request=request,
        use_case=wanted.use_case,
    )
