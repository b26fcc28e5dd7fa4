"""One value where `key: value` lines belong."""

from __future__ import annotations

import datetime as dt
import re

from ucops.model import shape
from ucops.model.values import Placeholder, placeholder
from ucops.slips import dates, numbers, people, repair, spaces
from ucops.slips.misfit import Misfit, Said, shown
from ucops.text.correction import Correction

_LINES = "write each piece as `name: …`, indented, without a dash"
_DONE = frozenset({"complete", "completed", "done", "finished", "live", "published", "ready", "✓"})
_UNWANTED = frozenset({"false", "no", "none", "not needed", "skip", "skipped"})
_WANTED = frozenset({"", "true", "wanted", "x", "yes"})
_ISSUE = re.compile(r"#\d+|https://\S+/issues/\d+")


def not_mapping(misfit: Misfit) -> Said:
    """What to say about something else where `key: value` lines belong."""
    if said := spaces.block(misfit):
        return said
    found = "a list" if isinstance(misfit.value, list) else shown(misfit)
    message = f"{misfit.name} has `key: value` lines below it, but {found} stands here"
    return Said("mapping-expected", message, _advice(misfit))


def _advice(misfit: Misfit) -> str | Correction:
    """The line as it was meant, as far as the value tells; otherwise what lines look like."""
    known = shape.keys(misfit.model, misfit.path)
    text = _text(misfit.value)
    if text is None or "title" not in known:
        return _LINES
    if "skip" in known:
        return _item(misfit, text) or _titled(misfit, text)
    if "lead" in known and (person := _login(text)):
        return misfit.write(f"{{lead: {person}}}")
    day = dates.guessed(text)
    if day and "due" in known:
        return misfit.write(f"{{title: {misfit.name}, due: {day}}}")
    if day or "://" in text or _unsaid(text):
        return f"write what it is called: {misfit.name}: {{title: …}}"
    return _titled(misfit, text)


def _text(value: object) -> str | None:
    """A value in words; None for numbers and lists, of which nothing can be made."""
    if isinstance(value, bool | dt.date):
        return str(value)
    return value.strip() if isinstance(value, str) else None


def _item(misfit: Misfit, text: str) -> str | Correction:
    """What a word or a value says about an item; or nothing."""
    word = text.casefold()
    if placeholder(text) is Placeholder.NOT_APPLICABLE or word in _UNWANTED:
        return f"if it is not needed, say why: {misfit.name}: {{skip: why it is not needed}}"
    if placeholder(text) is Placeholder.OPEN or word in _WANTED:
        return "write nothing behind the colon until there is something to say"
    if word in _DONE:
        return f"name the finished piece: {misfit.name}: {{deliverable: its address}}"
    if len(days := dates.either(text)) > 1:
        due = " or ".join(f"{{due: {day}}}" for day in days)
        return f"write {misfit.name}: {due}, whichever is meant"
    field = _field(text)
    return misfit.write(f"{{{field}}}") if field else ""


def _field(text: str) -> str:
    """The field of an item that an issue, an address, a day or a person belongs in, with it."""
    if _ISSUE.fullmatch(text):
        return f"issue: {numbers.number(text)}"
    if re.fullmatch(r"https?://\S+", text):
        return f"deliverable: {repair.as_needed(text)}"
    if day := dates.guessed(text):
        return f"due: {day}"
    named = people.named(text) if text.startswith("@") else []
    return f"owner: {named[0]}" if len(named) == 1 else ""


def _login(text: str) -> str:
    """The login that a text is; a word with a capital is rather a title."""
    named = [] if _unsaid(text) else people.named(text)
    return named[0] if len(named) == 1 and (named[0] != text or text.islower()) else ""


def _unsaid(text: str) -> bool:
    return placeholder(text) is not None or text.casefold() in _DONE | _UNWANTED | _WANTED


def _titled(misfit: Misfit, text: str) -> Correction:
    return misfit.write(f"{{title: {repair.as_needed(text)}}}")
