"""Values in the form that the model expects: lists, logins, keys and words that it knows."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, Literal, get_args, get_origin

from ucops.fix.edit import Fix, Meaning, line_start, offset
from ucops.fix.spot import Spot, is_text, value_at
from ucops.model import shape
from ucops.model.values import LOGIN, SLUG, Slug
from ucops.slips import days, invisible, meant, repair
from ucops.slips.syntax import CANNOT_START
from ucops.text.scalars import maker

_LIKE = 0.75
"""How alike two names have to be, from 0 to 1, for one to be a slip for the other."""
LONGEST = 100
"""Names in a list; of a longer one not every repetition is reported, so it is left alone."""
_NOT_PLAIN = frozenset("[]{}")
_SEAT = ("team", "role")
_PROFILE = re.compile(r"https?://github\.com/([^/]+)/?")
_YEAR = re.compile(r"\d{4}")
_ENTRY = re.compile(r"( *)(-)\s*([^\s-].*?)\s*")
_PAIR = re.compile(r"( *)([A-Za-z0-9_][A-Za-z0-9_-]*:)\s*([^\s/].*?)\s*")
"""Lines of a block, with or without the space that YAML wants after the sign."""


def as_list(spot: Spot) -> Fix | None:
    """Put brackets around one value; of a text with commas nobody knows whether it is several."""
    raw, value = spot.raw, spot.value
    if value is None or isinstance(value, dict | list) or raw[:1] in "&*!|>":
        return None
    if raw[:1] in "\"'":
        return spot.fix(f"[{raw}]", [value])
    if not isinstance(value, str):
        texts = is_text(shape.bare(_item_kind(spot.kind)))
        return spot.fix(f'["{raw}"]', [raw]) if texts else spot.fix(f"[{raw}]", [value])
    if "," in raw:
        return _as_slugs(spot, [piece.strip() for piece in raw.split(",")])
    text = repair.quote(raw) if _NOT_PLAIN & set(raw) else raw
    return spot.fix(f"[{text}]", [value])


def _as_slugs(spot: Spot, pieces: list[str]) -> Fix | None:
    kind = shape.required(_item_kind(spot.kind))
    names = kind == Slug or get_origin(kind) is Literal
    if not names or not all(SLUG.fullmatch(one) and maker(one) is None for one in pieces):
        return None
    return spot.fix(f"[{', '.join(pieces)}]", pieces)


def _item_kind(kind: Any) -> Any:  # noqa: ANN401 - a type, in any of its forms
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def login(spot: Spot) -> Fix | None:
    """Take the @ off a login."""
    bare = str(spot.value).strip().removeprefix("@")
    if not LOGIN.fullmatch(bare) or spot.raw[:1] in "&*!|>":
        return None
    return spot.fix(_bare(bare), bare)


def _bare(login: str) -> str:
    """A login as it is written, with quotes where it looks like something else."""
    return login if maker(login) is None else f'"{login}"'


def person(spot: Spot) -> Fix | None:
    """Write the address of a person's page on GitHub as the login in it."""
    found = _PROFILE.fullmatch(spot.raw.strip("\"'"))
    return spot.fix(_bare(found[1]), found[1]) if found and LOGIN.fullmatch(found[1]) else None


def people(spot: Spot) -> Fix | None:
    """Write several logins that stand in one seat as a list of them; `or` leaves it open."""
    value = spot.value
    said = meant.logins(value, several=True)
    if not said.startswith("[") or " or " in str(value) or len(spot.problem.path) != len(_SEAT):
        return None
    names = said.strip("[]").split(", ")
    if spot.raw[:1] in "&*!|>" or any(maker(name) for name in names):
        return None
    return spot.fix(said, names)


def day(spot: Spot) -> Fix | None:
    """Write a day that starts with its year with hyphens and two digits each."""
    said = spot.raw.strip("\"'").strip()
    found = days.guessed(said) if _YEAR.match(said) else None
    return spot.fix(found.isoformat(), found) if found else None


def once(spot: Spot) -> Fix | None:
    """Take the second of two same names out of its list, with its comma or its line."""
    text, holder = spot.source.text, spot.problem.path[:-1]
    names = value_at(spot.source.data, holder)
    if not isinstance(names, list) or len(names) > LONGEST or spot.raw[:1] in "&*!|>{":
        return None
    if not all(isinstance(name, str) for name in names):
        return None
    at = spot.source.locate(holder)
    first = offset(text, at.line, at.column)
    comma = re.search(r",[ \t]*$", text[first : spot.start])
    start, end = line_start(text, spot.start), spot.end
    if text[first] == "[" and comma:
        start = first + comma.start()
    elif text[first] == "-" and text[start : spot.start].strip() == "-":
        rest = re.compile(r"[ \t]*\r?\n").match(text, end)
        end = rest.end() if rest else 0
    else:
        return None
    left = (Meaning(first, list(dict.fromkeys(names)), whole=True),)
    return Fix(rule=spot.problem.rule, start=start, end=end, text="", means=left) if end else None


def key(spot: Spot) -> Fix | None:
    """Write a key as the model spells it, or, as a guess, as the only one that is like it."""
    path, raw = spot.problem.path, spot.raw
    name, colon, said = raw.partition(":")
    is_unspaced = bool(colon and said.strip()) and spot.value is None and raw == path[-1]
    known = shape.keys(spot.model, path[:-1])
    found = _meant(name if is_unspaced else str(path[-1]), known, guess=spot.guess)
    if found is None or found in _names(spot) or raw[:1] in "&*!":
        return None
    if is_unspaced:
        return _key_and_value(spot, found, said.strip())
    return replace(spot.fix(found, found), path=(*path[:-1], found))


def visible(spot: Spot) -> Fix | None:
    """Write a key, or the signs of a block, without the characters that nobody can see."""
    if not spot.problem.on_key:
        return _block(spot)
    name = str(spot.problem.path[-1:] and spot.problem.path[-1])
    clean = invisible.without(name)
    known = clean in shape.keys(spot.model, spot.problem.path[:-1])
    if not known or spot.raw != name or clean in _names(spot):
        return None
    return replace(spot.fix(clean, clean), path=(*spot.problem.path[:-1], clean))


def word(spot: Spot) -> Fix | None:
    """Write a value as one of those allowed, as `key` does."""
    value = spot.value
    allowed = [one for one in shape.choices(spot.model, spot.problem.path) if isinstance(one, str)]
    found = _meant(value, allowed, guess=spot.guess) if isinstance(value, str) else None
    return spot.fix(found, found) if found is not None and spot.raw[:1] not in "&*!" else None


def spaced(spot: Spot) -> Fix | None:
    """Put the space after the colon of a key, or after every colon or dash of a block."""
    raw = spot.raw
    if not spot.problem.on_key:
        return _block(spot)
    written = repair.spaced(raw)
    if written is None or spot.value is not None or "\n" in raw:
        return None
    name, _, said = written.partition(": ")
    return None if name in _names(spot) else _key_and_value(spot, name, said)


def _key_and_value(spot: Spot, name: str, said: str) -> Fix:
    """A key and its value in the place of a key that holds both."""
    means = (Meaning(spot.start, name), Meaning(spot.end, _said(said)))
    return Fix(
        rule=spot.problem.rule,
        start=spot.start,
        end=spot.end,
        text=f"{name}: {_safe(said)}",
        means=means,
        path=(*spot.problem.path[:-1], name),
    )


def _block(spot: Spot) -> Fix | None:
    """Put spaces into a list or mapping in lines of its own that YAML has read as one text."""
    text = spot.source.text
    front = text[line_start(text, spot.start) : spot.start]
    end = "\r\n" if "\r\n" in spot.raw else "\n"
    lines = f"{front}{spot.raw}".split(end)
    if front.strip(" ") or not isinstance(spot.value, str):
        return None
    for pattern in (_ENTRY, _PAIR):
        found = [pattern.fullmatch(line) for line in lines]
        parts = [one.groups() for one in found if one and one[1] == front and _is_seen(one[3])]
        if len(parts) == len(lines):
            fixed = end.join(f"{front}{mark} {_safe(said)}" for _, mark, said in parts)
            return spot.fix(fixed.removeprefix(front), _block_data(parts))
    return None


def _is_seen(said: str) -> bool:
    """Whether a text starts with something that can be seen."""
    return bool(invisible.without(said[0]).strip())


def _block_data(parts: list[tuple[str, ...]]) -> object:
    """What lines with dashes or keys say, once these are followed by spaces."""
    if parts[0][1] == "-":
        return [_said(said) for _, _, said in parts]
    return {mark[:-1]: _said(said) for _, mark, said in parts}


def _safe(said: str) -> str:
    """A text in quotes, where YAML does not let it start without them."""
    return repair.quote(said) if said[0] in CANNOT_START else said


def _said(text: str) -> object:
    """The plain data that a text without quotes stands for."""
    make = maker(text)
    return make(text) if make else text


def _names(spot: Spot) -> set[str]:
    """The keys that stand beside the one that is wrong."""
    holder = value_at(spot.source.data, spot.problem.path[:-1])
    return {str(name) for name in holder} if isinstance(holder, dict) else set()


def _meant(name: str, known: list[str], *, guess: bool) -> str | None:
    """The one known name that differs in spelling only, or that is alike."""
    plain = {_plain(one): one for one in known}
    if same := plain.get(_plain(name)):
        return same
    close = get_close_matches(_plain(name), plain, 2, _LIKE) if guess else []
    return plain[close[0]] if len(close) == 1 else None


def _plain(name: str) -> str:
    return name.strip().replace("_", "-").replace(" ", "-").casefold()
