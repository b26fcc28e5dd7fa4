"""Something else where `key: value` lines belong."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, get_args, get_origin

from ucops.model import shape
from ucops.model.resolve import in_words
from ucops.model.values import SLUG_LIMIT, Placeholder, placeholder
from ucops.slips import dates, links, numbers, people, repair, spaces, terms
from ucops.slips.misfit import Misfit, Said, shown
from ucops.text.correction import Certainty, Correction, Edit
from ucops.text.correction import said as as_data
from ucops.text.source import Span

_WANTED = frozenset({"", "true", "wanted", "x", "yes"})
_ISSUE = re.compile(r"#\d+|https://\S+/issues/\d+")
_APART = re.compile(
    r"\s*[,;|()]\s*|\s+[-–—/&+]\s+|:\s+|\s*(?:->|→)\s*|\s+(?:and|und)\s+|\s+(?=https?://)"
)
"""What stands between several things that are said of an item in one line."""
_SHAPES = {
    "solution": "{{product: {{how: {text}}}}}, with the product's name from ucops.yaml",
    "proof_points": "{{customer: …, result: {text}}}",
    "analysts": "{{firm: {text}, report: …}}",
    "feedback": "{{date: …, from: …, text: {text}}}",
    "extensions": "{{condition: {text}, steps: […]}}",
    "values": "{{2026-09-30: {text}}}, each with its day",
    "funnel": "{{pipeline: {text}}}",
}
"""What an entry looks like whose text alone is not enough."""
_FIRST = {
    "objections": "objection",
    "key_values": "promise",
    "solution": "how",
    "message_house": "positioning",
}
"""The field of an entry that its text belongs in; else that is its title."""
_FILLED = frozenset({"values", "funnel"})
"""What needs keys of its own, whatever stands there."""
_LISTED = {"solution": "features"}
_FEW = 4
_TWO = 2
_LISTED_IN_TEXT = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+(?:and|&|und)\s+(?=[A-ZÄÖÜ])")
"""What stands between several names in one text."""
_FROM_TO = re.compile(r"(?:from\s+)?(\S.*?)\s*(?:->|→|\bto\b|\bdown to\b)\s*(\S.*)")
_BY_THEN = re.compile(r"(?:^|\s)(?:by|until|before|end of)\s+\w+", re.IGNORECASE)


def not_mapping(misfit: Misfit) -> Said:
    """What to say about something else where `key: value` lines belong."""
    if said := spaces.block(misfit):
        return said
    if len(misfit.path) > 1 and str(misfit.path[-1]) in shape.keys(misfit.model, ()):
        message = f"{misfit.name} stands below {misfit.path[0]}, but is a part of its own"
        return Said("mapping-expected", message, f"{misfit.name} belongs at the left edge")
    found = "a list" if isinstance(misfit.value, list) else shown(misfit)
    message = f"{misfit.name} has `key: value` lines below it, but {found} stands here"
    kind = shape.bare(shape.expected(misfit.model, misfit.path))
    advice = _section(misfit, kind) if get_origin(kind) is dict else _entry(misfit)
    return Said("mapping-expected", message, advice)


def _section(misfit: Misfit, kind: Any) -> str | Correction:  # noqa: ANN401 - a type, in any of its forms
    """What a part of a file looks like whose entries have names."""
    part, value = misfit.name, misfit.value
    titled = "title" in shape.keys(misfit.model, (*misfit.path, "x"))
    text = _text(value) or ""
    pieces = _LISTED_IN_TEXT.split(text) if titled and "://" not in text else []
    entries = value if isinstance(value, list) else pieces if len(pieces) > 1 else [value]
    pairs = [_pair(part, one, titled=titled) for one in entries]
    fitting = [one for one in pairs if one is not None]
    if pairs and len(fitting) == len(pairs) and len({key for key, _ in fitting}) == len(pairs):
        return (len(pieces) < _TWO and _named(misfit, fitting)) or _example(part, fitting)
    text = text or ("…" if part in _FILLED else "")
    if text and part in _SHAPES:
        return f"write it as {part}: {_SHAPES[part].format(text=repair.as_needed(text))}"
    if get_args(kind) and part in {"team", "links"}:
        first = str(entries[0]).strip() if entries else "…"
        name = "pmm" if part == "team" else "topic-page"
        what = "people by role" if part == "team" else "addresses by kind"
        return f"name {what}, in lines below {part}: such as {name}: {first}"
    such, fields = (
        _such(entries[0] if entries else None),
        shape.keys(misfit.model, (*misfit.path, "x")),
    )
    return (
        f"write one line for each below {part}: first its name, then what it says of "
        f"{', '.join(fields[:_FEW])}: {such}: {{{fields[0] if fields else ''}: …}}"
    )


def _such(entry: object) -> str:
    """A name for what somebody wrote without one."""
    words = next(iter(entry), "") if isinstance(entry, dict) else entry
    first = re.split(r"[(,;:–—]| - ", str(words or ""))[0]
    return repair.slug(" ".join(first.split()[:_FEW])) or "name"


def _example(part: str, pairs: Sequence[tuple[str, str]]) -> str:
    lines = ", ".join(f"{key}: {said}".strip() for key, said in pairs[:_FEW])
    return f"write one line for each, indented below {part}: {lines}"


def _pair(part: str, entry: object, *, titled: bool) -> tuple[str, str] | None:
    """The name of an entry and what it says, of an entry of a list; None where neither shows."""
    if isinstance(entry, dict) and len(entry) == 1 and not titled:
        key, said = next(iter(entry.items()))
        return (str(key), str(said)) if isinstance(said, str) else None
    if isinstance(entry, dict) and titled and isinstance(entry.get("title"), str):
        inner = ", ".join(f"{key}: {_inline(said)}" for key, said in entry.items())
        slug = _slug(entry["title"])
        return (slug, f"{{{inner}}}") if slug else None
    if (
        not isinstance(entry, str)
        or "://" in entry
        or placeholder(entry)
        or part in {"team", "links"}
    ):
        return None
    slug = _slug(entry)
    if part == "solution":
        return (slug, "{}") if slug == entry else None
    if part == "bom":
        return (slug, "") if slug and "\t" not in entry else None
    return (slug, f"{{title: {repair.as_needed(entry)}}}") if slug and titled else None


def _slug(text: str) -> str:
    """The name that a text gives; empty where it is too long for one."""
    slug = repair.slug(text)
    return slug if len(slug) <= SLUG_LIMIT else ""


def _inline(said: object) -> str:
    if isinstance(said, list):
        return f"[{', '.join(_inline(one) for one in said)}]"
    return repair.as_needed(said) if isinstance(said, str) else str(said)


def _named(misfit: Misfit, pairs: Sequence[tuple[str, str]]) -> Correction | None:
    """The entries of a list with their names in front, where each stands in a line of its own."""
    source, path = misfit.source, misfit.path
    if isinstance(misfit.value, str) or source.raw(path).startswith("["):
        inner = ", ".join(f"{key}: {said}" for key, said in pairs)
        return misfit.write(f"{{{inner}}}", certainty=Certainty.SURE)
    edits, lines = [], source.readable_lines
    left = len(repair.indentation(lines[source.locate(path, key=True).line - 1]))
    for index, (key, said) in enumerate(pairs):
        span = source.locate((*path, index))
        front = lines[span.line - 1][: span.column - 1]
        one_line = "\n" not in source.raw((*path, index)) and span.line == span.end_line
        if not one_line or front.strip() != "-":
            return None
        dash = front.index("-")
        more = "  " if dash <= left else ""
        end = len(lines[span.line - 1].rstrip()) + 1
        edits.append(
            Edit(Span(span.line, dash + 1, span.line, end), f"{more}{key}: {said}".rstrip())
        )
    shown_ = edits[0].text.strip()
    after = f", and so on for the other {len(edits) - 1}" if len(edits) > 1 else ""
    value = {key: None if not said else as_data(said) for key, said in pairs}
    return Correction(
        edits=tuple(edits),
        line=shown_,
        path=path,
        value=value,
        certainty=Certainty.SURE,
        after=after,
    )


def _entry(misfit: Misfit) -> str | Correction:
    """What one entry looks like, filled with what stands there."""
    known, part = shape.keys(misfit.model, misfit.path), str(misfit.path[0])
    part = "key_values" if "promise" in known else part
    if isinstance(misfit.value, list) and part in _LISTED:
        return misfit.write(f"{{{_LISTED[part]}: {misfit.raw}}}", certainty=Certainty.SURE)
    text = _text(misfit.value)
    if text is None:
        return _shape(misfit, known)
    return _said(misfit, text, known) or _titled(misfit, text, _FIRST.get(part, "title"))


def _said(misfit: Misfit, text: str, known: list[str]) -> str | Correction:
    """What a text says that is no title; or nothing."""
    part = str(misfit.path[0])
    if "skip" in known:
        return _item(misfit, text)
    person, day = _login(text) if "lead" in known else "", dates.guessed(text)
    if person or (day and "due" in known):
        said = f"lead: {person}" if person else f"title: {misfit.name}, due: {day}"
        return misfit.write(f"{{{said}}}")
    if "://" in text:
        return _address(misfit, text, known)
    if figures := _figures(misfit, text, known):
        return figures
    if part in _SHAPES and part not in _FIRST:
        return f"write: {_SHAPES[part].format(text=repair.as_needed(text))}"
    return _shape(misfit, known) if day or _unsaid(text) else ""


def _figures(misfit: Misfit, text: str, known: list[str]) -> str | Correction:
    """What a text with figures in it says of something that has a target or a value; or nothing."""
    title = _title(misfit)
    if "baseline" in known and (found := _FROM_TO.fullmatch(text)):
        was, becomes = (repair.as_needed(one) for one in found.groups())
        return misfit.write(f"{{title: {title}, baseline: {was}, target: {becomes}}}")
    field = next((one for one in ("target", "value") if one in known), "")
    if not field or not any(one.isdigit() for one in text):
        return ""
    return f"say what is what: {misfit.name}: {{title: {title}, {field}: {repair.as_needed(text)}}}"


def _title(misfit: Misfit) -> str:
    """A title in the words of a name."""
    return repair.as_needed(in_words(repair.slug(misfit.name) or misfit.name))


def _address(misfit: Misfit, text: str, known: list[str]) -> str:
    """Where the address of an entry belongs."""
    if "positioning" in known:
        item = f"message-house: {{deliverable: {text}}}"
        return (
            f"write its text here, from `positioning:` on; where the finished page stands, say "
            f"below bom: {item}"
        )
    if "report" in known:
        rest = text.replace(links.addresses(text)[0], "").strip(" ,;-–:")
        return (
            f"write: {{firm: …, report: {repair.as_needed(rest)}, url: {links.addresses(text)[0]}}}"
        )
    field = "comparison" if "comparison" in known else "url" if "url" in known else "demo"
    if field not in known:
        return _shape(misfit, known)
    return f"write its title, too: {misfit.name}: {{title: …, {field}: {text}}}"


def _shape(misfit: Misfit, known: list[str]) -> str:
    """An entry with its own keys, and the number that stands there at its place."""
    number = isinstance(misfit.value, int | float) and not isinstance(misfit.value, bool)
    fields = [one for one in ("title", "target") if number and one in known] or known[:_FEW]
    said = {"target": misfit.raw} if number else {}
    inner = ", ".join(f"{one}: {said.get(one, '…')}" for one in fields)
    name = f"{misfit.name}: " if isinstance(misfit.path[-1], str) else "- "
    return f"write what is known of it: {name}{{{inner}}}"


def _text(value: object) -> str | None:
    """A value in words; None for numbers and lists, of which nothing can be made."""
    if isinstance(value, bool | dt.date):
        return str(value)
    return value.strip() if isinstance(value, str) else None


def _item(misfit: Misfit, text: str) -> str | Correction:
    """What a word or a value says about an item; or nothing."""
    if said := _word(misfit, text) or _time(misfit, text):
        return said
    field = _field(text)
    return misfit.write(f"{{{field}}}", certainty=Certainty.SURE) if field else _several(misfit)


def _word(misfit: Misfit, text: str) -> str:
    """What to do about a word that says how far an item is, or that nobody needs it."""
    first = _APART.split(text)[0]
    text = first if placeholder(first) else text
    word = text.casefold()
    state = terms.state(text)
    if placeholder(text) is Placeholder.NOT_APPLICABLE or state == "skip":
        return f"if it is not needed, say why, in your own words: {misfit.name}: {{skip: …}}"
    if placeholder(text) is Placeholder.OPEN or word in _WANTED:
        return f"write nothing behind the colon until there is something to say: {misfit.name}:"
    if state == "done":
        return f"give the address of the finished piece: {misfit.name}: {{deliverable: https://…}}"
    if state == "open":
        return "how far the work is stands on GitHub, at the item's issue: take it out here"
    return ""


def _time(misfit: Misfit, text: str) -> str | Correction:
    """What a time behind an item means, where that is more than one day."""
    if len(days := dates.either(text)) > 1:
        due = " or ".join(f"{{due: {day}}}" for day in days)
        return f"write {misfit.name}: {due}, whichever is meant"
    if spans := dates.spans(text):
        return misfit.write(f"{{due: {spans}}}")
    if _BY_THEN.search(text):
        due = f"{misfit.name}: {{due: that day, month or quarter}}"
        return f"if it says when it is due, write {due}; a title says what it is"
    if dates.yearless(text, 2000) or dates.week(text):
        due = f"{misfit.name}: {{due: {text.upper()}, with its year}}"
        milestone = "{milestone: its name}"
        return f"if it is due then, write {due}, or the milestone that ends then: {milestone}"
    return ""


def _several(misfit: Misfit) -> str | Correction:
    """What several things in one line say of an item, where each of them says something."""
    pieces = [one for one in _APART.split(str(misfit.value).strip()) if one]
    pieces, all_ = [one for one in pieces if terms.state(one) != "done"], len(pieces)
    fields = [_field(one) or _guessed(one) for one in pieces]
    names = {field.partition(":")[0] for field in fields}
    done = len(pieces) < all_
    if not fields or not all(fields) or len(names) < len(fields):
        return _with_address(misfit)
    if done and names != {"deliverable"}:
        return ""
    if all(map(_field, pieces)):
        return misfit.write(f"{{{', '.join(fields)}}}", certainty=Certainty.SURE)
    return f"say what each of these is: {misfit.name}: {{{', '.join(fields)}}}"


def _with_address(misfit: Misfit) -> str:
    """What to write of an item whose words have an address among them, which is no title."""
    found = links.addresses(str(misfit.value))
    said = f"{{title: …, deliverable: {found[0]}}}" if found else ""
    return f"say what it is called and where it is: {misfit.name}: {said}" if found else ""


def _field(text: str) -> str:
    """The field of an item that an issue, an address, a day or a person belongs in, with it."""
    if _ISSUE.fullmatch(text):
        return f"issue: {numbers.number(text)}"
    if address := links.address(text):
        return f"deliverable: {repair.as_needed(address)}"
    if day := dates.guessed(text) or dates.spans(text):
        return f"due: {day}"
    named = people.named(text) if text.startswith("@") else []
    return f"owner: {named[0]}" if len(named) == 1 else ""


def field_of(text: str) -> str:
    """The field of an item that a text belongs or may belong in, with it; otherwise empty."""
    return _field(text) or _guessed(text)


def _guessed(text: str) -> str:
    """The field that a word may belong in."""
    if priority := terms.value("priority", text):
        return f"priority: {priority}"
    return f"owner: {person}" if (person := _login(text)) else ""


def _login(text: str) -> str:
    """The login that a text is; a word with a capital is rather a title."""
    named = [] if _unsaid(text) else people.named(text)
    return named[0] if len(named) == 1 and (named[0] != text or text.islower()) else ""


def _unsaid(text: str) -> bool:
    return (
        placeholder(text) is not None or terms.state(text) is not None or text.casefold() in _WANTED
    )


def _titled(misfit: Misfit, text: str, field: str = "title") -> Correction:
    word, colon, rest = text.partition(": ")
    if colon and terms.plain(word) in shape.keys(misfit.model, misfit.path):
        field, text = terms.plain(word), rest
    written = f"{{{field}: {repair.as_needed(text)}}}"
    return misfit.write(written, certainty=Certainty.SURE)
