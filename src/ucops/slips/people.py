"""People who are not named by one GitHub login each."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from ucops.model.values import LOGIN, placeholder
from ucops.slips import repair
from ucops.slips.misfit import Misfit, Said, shown
from ucops.slips.misread import explained, misread, trapped
from ucops.slips.suspicion import SEATS, logins
from ucops.text.correction import replacing, sure
from ucops.text.problem import PROBLEM_LIMIT, Problem, rest
from ucops.text.scalars import maker
from ucops.text.source import Path, Source

_PROFILE = re.compile(r"https?://github\.com/|@")
_PAGE = re.compile(r"https?://github\.com/([^/]+)/?")
_BETWEEN = re.compile(r"\s*[,;/&+]\s*|\s+(?:and|or)\s+")
_LINKED = re.compile(r"\[[^\[\]]*\]\(((?:https?://github\.com/|@)[^\s()/]+)/?\)")
_SECOND = "backup|deputy|stand-in|vertretung"
_BACKUP = re.compile(
    rf"\s*\((?:{_SECOND}|and|with)?:?\s*(@?[A-Za-z0-9_-]+)\)"
    rf"|\s*[,;/]\s*(?:{_SECOND}):?\s+(@?[A-Za-z0-9_-]+)"
)
_REMARK = re.compile(
    r"(@[A-Za-z0-9-]+) \((?!@)[^()]* [^()]*\)"
    r"|[^\W\d]+(?: [^\W\d]+)+ \((@?[a-z0-9]+(?:-[a-z0-9]+)+)\)"
)
"""A login with a remark behind it, or behind a name of several words."""
_TWO = re.compile(r"@[\w-]+(?:\s+@[\w-]+)+")
_SEATED = frozenset({"lead", "dri", "owner", "backup", "deputy", "name", "login", "github"})
_SEAT = ("team", "role")
_ADVICE = 'write the GitHub login, such as octo-pmm, or "?" for an open seat'


def not_login(misfit: Misfit) -> Said:
    """What to say about something else where a GitHub login belongs."""
    rule = None if isinstance(misfit.value, str) else misread(misfit.value, misfit.raw)
    if rule == "yes-no-word":
        open_ = misfit.write('"?"', after=" (nobody is named yet), or name a person")
        return Said(rule, explained(rule, misfit.raw, misfit.value), open_)
    if rule is not None:
        return trapped(rule, misfit)
    names = named(misfit.value)
    if any(map(placeholder, names)):
        open_ = misfit.write('"?"', after=" (nobody is named yet), or name a person")
        return Said("bad-login", f"{shown(misfit)} is not a GitHub login", open_)
    if len(names) > 1 and misfit.path[0] in SEATS and " or " not in str(misfit.value):
        return _several(misfit, names)
    if isinstance(misfit.value, list):
        names = [str(one) for one in misfit.value]
    if len(names) > 1:
        message = f"{misfit.name} names {len(names)} people, and takes one"
        backups = misfit.path[0] in SEATS
        more = f"; with a backup, [{', '.join(names)}]" if backups else ""
        return Said("two-in-one-seat", message, f"write one of them: {' or '.join(names)}{more}")
    page = _PAGE.fullmatch(misfit.raw.strip("\"'"))
    certain = page is not None and page[1] in names
    advice = (
        misfit.write(repair.as_needed(names[0]), names[0], sure(certain))
        if len(names) == 1
        else _ADVICE
    )
    return Said("bad-login", f"{shown(misfit)} is not a GitHub login", advice)


def _several(misfit: Misfit, names: list[str]) -> Said:
    """What to say about a seat that names several people as one."""
    message = f"the seat '{misfit.name}' names {len(names)} people at once"
    alone = len(misfit.path) == len(_SEAT)
    certain = sure(alone and not any(map(maker, names)))
    after = " (the first is responsible, the others are backups)"
    advice = misfit.write(f"[{', '.join(names)}]", names, certain, after=after)
    return Said("two-in-one-seat", message, advice)


def named(value: object) -> list[str]:
    """The logins that a text names; empty where it names anything else."""
    text = value.strip() if isinstance(value, str) else ""
    if found := _LINKED.fullmatch(text):
        text = found[1]
    if isinstance(value, dict) and value and set(value) <= _SEATED:
        text = ", ".join(str(one) for one in value.values())
    if found := _REMARK.fullmatch(text):
        text = found[1] or found[2]
    text = _BACKUP.sub(r", \1\2", text)
    if _TWO.fullmatch(text):
        text = ", ".join(text.split())
    parts = [text] if _PROFILE.match(text) and " " not in text else _BETWEEN.split(text)
    names = [_PROFILE.sub("", one) for one in parts]
    return names if all(LOGIN.fullmatch(one) for one in names) else []


def at_signs(data: dict[Any, Any], source: Source) -> list[Problem]:
    """A problem for every login that is written with @ in front."""
    found = (pair for pair in logins(data) if LOGIN.fullmatch(pair[1].strip()[1:]))
    found = (pair for pair in found if pair[1].startswith("@"))
    problems = [_at_sign(*pair, source) for pair in islice(found, PROBLEM_LIMIT + 1)]
    if len(problems) > PROBLEM_LIMIT:
        return [*problems[:PROBLEM_LIMIT], rest(source.file)]
    return problems


def _at_sign(path: Path, login: str, source: Source) -> Problem:
    bare = login.strip().removeprefix("@")
    certain = sure(LOGIN.fullmatch(bare))
    return Problem(
        rule="login-at-sign",
        file=source.file,
        message=f"the login {login} is written with @ in front",
        advice=replacing(source, path, repair.as_needed(bare), value=bare, certainty=certain),
        path=path,
        span=source.locate(path),
    )
