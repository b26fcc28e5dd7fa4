"""What a plan remarks on besides its changes: nothing of it has to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ucops.github.matched import Live, Matched
from ucops.github.snapshot import Gone, Issue, Snapshot
from ucops.prose.words import cut
from ucops.sync.change import Change, Warned
from ucops.sync.desired import Desired, DesiredIssue
from ucops.sync.request import CreateIssue

LACKING = {
    "sub_issues": "this server knows no sub-issues: epics list their items instead",
    "types": "this server knows no issue types: none are set",
    "dependencies": "this server knows no issue dependencies: none are set",
    "boards": "this server knows no Projects boards: none is kept",
}
"""What is done without a feature."""

SHOWN = 5
"""How many issues one warning names."""

GONE = {
    "deleted": "was deleted",
    "moved": "was moved to another repository",
    "converted": "was turned into something else",
}


def gone_text(gone: Gone) -> str:
    """What became of an issue that was there before."""
    where = f" ({gone.location})" if gone.location else ""
    return f"was {gone.repository}#{gone.number}, which {GONE[gone.how]}{where}"


def strangers(desired: Desired, snapshot: Snapshot) -> Iterator[Warned]:
    """Outsiders' issues whose marker claims a key that the files want."""
    wanted = {key for one in desired.issues for key in (one.key, *one.previously)}
    places = [
        f"{one.repository}#{one.number} ({cut(one.key, 80)}, by {one.author})"
        for one in snapshot.strangers
        if one.key in wanted and not one.doubtful
    ]
    if places:
        text = "carries a marker of ours and is not believed, as its author may not write there"
        first = next(one for one in snapshot.strangers if one.key in wanted and not one.doubtful)
        hint = (
            f"if one is right, write its number into the file (issue: {first.number} at "
            f"{cut(first.key, 80)}), or its author under github.trusted in ucops.yaml"
        )
        yield Warned(key="", message=f"{some(places)}: {text}; {hint}")


def strays(matched: Matched) -> Iterator[Warned]:
    """Open issues that wear our labels and that nobody can tell whose they are."""
    places = [live.issue.place for live in matched.strays]
    if places:
        text = "labelled as ours, without the hidden marker in the first line of the body"
        hint = "take over one that is right with ucops adopt, or take our labels off"
        yield Warned(key="", message=f"{some(sorted(places))}: {text}; {hint}")


def decisions(use_cases: Iterable[Sequence[DesiredIssue]], matched: Matched) -> Iterator[Warned]:
    """What somebody should decide and ucops never does: epics that are complete, work given up."""
    given_up: list[str] = []
    for epic, *items in use_cases:
        above, every = _issue(matched, epic), [_issue(matched, one) for one in items]
        pairs = zip((epic, *items), (above, *every), strict=True)
        given_up += [issue.place for one, issue in pairs if issue and _is_given_up(one, issue)]
        open_ = epic.closing is None and above is not None and above.state == "open"
        if above and open_ and items and all(map(_is_over, items, every)):
            hint = "or write `status: retired` into the file; else add what is still to do"
            message = f"{_all_over(items, every)}: close {above.place}, {hint}"
            yield Warned(key=epic.key, message=message)
    if given_up:
        text = "closed as not planned by somebody or a bot, and still wanted by the files"
        hint = "reopen it, or write `retired` into the file"
        yield Warned(key="", message=f"{some(given_up)}: {text}; {hint}")


def _issue(matched: Matched, wanted: DesiredIssue) -> Issue | None:
    found = matched.by_key.get(wanted.key)
    return found.live.issue if found else None


def _is_given_up(wanted: DesiredIssue, issue: Issue) -> bool:
    dropped = (issue.state, issue.state_reason) == ("closed", "not_planned")
    return wanted.closing is None and dropped


def _is_over(wanted: DesiredIssue, issue: Issue | None) -> bool:
    """Whether nothing is left of it; what is not filed is left, unless the files say otherwise."""
    return issue.state == "closed" if issue else wanted.closing is not None


def _all_over(items: Sequence[DesiredIssue], issues: Sequence[Issue | None]) -> str:
    given_up = sum(map(_is_dropped, items, issues))
    done = len(items) - given_up
    return f"{done} done and {given_up} given up, none left" if given_up else f"all {done} done"


def _is_dropped(wanted: DesiredIssue, issue: Issue | None) -> bool:
    if issue is None:
        return wanted.closing is not None and wanted.closing.reason == "not_planned"
    return issue.state_reason == "not_planned"


def likely_renames(changes: Iterable[Change], orphans: Iterable[Live]) -> Iterator[Warned]:
    """New issues that an orphan may have been before, which `previously` would say."""
    left = [live.issue for live in orphans]
    for change in changes:
        if isinstance(change.request, CreateIssue):
            like = [
                issue
                for issue in left
                if issue.title == change.request.title and _kind(issue) == change.kind
            ]
            if len(like) == 1:
                former, place = like[0].key or "", like[0].place
                text = f"may be {place} ({former}), of the same title, which is in no file any more"
                hint = f"if it is, name {former} under its `previously` before you sync"
                yield Warned(key=change.key, message=f"{text}; {hint}")


def _kind(issue: Issue) -> str:
    return "item" if "/" in (issue.key or "") else "epic"


def some(names: list[str]) -> str:
    """The first few of many names."""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more}"
