"""Why a key, a text, a list or a mapping does not fit the model."""

from __future__ import annotations

from ucops.model import shape
from ucops.model.values import SLUG_LIMIT
from ucops.slips import commas, invisible, repair, unmapped
from ucops.slips.misfit import Misfit, Said, did_you_mean, left_edge, nearest, shown, wrong_type
from ucops.slips.traps import explained, misread


def unknown_key(misfit: Misfit) -> Said:
    """What to say about a key that the model does not know."""
    name = str(misfit.path[-1])
    known = shape.keys(misfit.model, misfit.path[:-1])
    if (spaced := repair.spaced(name)) and spaced.partition(":")[0] in known:
        meant = spaced.partition(":")[0]
        message = "there is no space after the colon"
        return Said("missing-space", message, misfit.write(spaced), meant)
    clean = invisible.without(name).strip()
    if clean != name and clean in known:
        message = f"an invisible character stands in {clean}"
        hint = misfit.write(clean) if name == name.rstrip() else f"delete the key and type: {clean}"
        return Said("control-character", message, hint, clean)
    if misfit.value is None and (cut := commas.cut(misfit)):
        return cut
    where = f" in {misfit.path[-2]}" if len(misfit.path) > 1 else ""
    message = f"there is no key {misfit.raw or name}{where}"
    if name == "status":
        hint = "how far the work is stands on GitHub; a finished item has a `deliverable`"
        return Said("unknown-key", message, hint)
    if isinstance(misfit.value, dict | list) and name in shape.keys(misfit.model, ()):
        return Said("unknown-key", message, left_edge(misfit))
    return Said("unknown-key", message, did_you_mean(name, known), nearest(name, known))


def missing(misfit: Misfit) -> Said:
    """What to say about a field that is not there."""
    name = str(misfit.path[-1])
    if len(misfit.path) == 1:
        message = f"the {name} is missing"
        return Said(f"missing-{name}", message, f"add a line: {name}: …")
    holder = next(step for step in reversed(misfit.path[:-1]) if isinstance(step, str))
    message = f"{holder} has no {name}"
    return Said("missing-field", message, f"add {name}: … to it")


def not_text(misfit: Misfit) -> Said:
    """What to say about something else where a text belongs."""
    value, raw = misfit.value, misfit.raw
    if isinstance(value, list | dict):
        return _collection_for_text(misfit)
    rule = misread(value, raw)
    if rule is None:
        return wrong_type(misfit)
    if misfit.on_key and raw[:1] in "\"'":  # the same name stands in quotes, and is found first
        message = f"{value} stands here twice, once in quotes and once as a number"
        return Said("bare-digit-slug", message, "join the two, or give one of them another name")
    hint = misfit.write(f'"{raw}"')
    if misfit.name == "skip":
        hint = "say why it is not needed, or delete the line"
    wants_slug = misfit.on_key or shape.is_slug(misfit.model, misfit.path)
    if rule == "bare-number" and wants_slug and raw.isdigit():
        return Said("bare-digit-slug", f"YAML reads {raw} as a number, but it is a name", hint)
    return Said(rule, explained(rule, raw, value), hint)


def _collection_for_text(misfit: Misfit) -> Said:
    value = misfit.value
    if isinstance(value, dict) and isinstance(text := value.get("title"), str) and len(value) == 1:
        message = f"{misfit.name} is a plain text, without `title:` in front"
        return Said("wrong-type", message, misfit.write(repair.as_needed(text)))
    if isinstance(value, dict) and list(value.values()) == [None] and misfit.raw.startswith("{"):
        hint = misfit.write(repair.quote(misfit.raw))
        return Said("wrong-type", "braces around a text mean something to YAML", hint)
    if isinstance(value, dict) and len(value) == 1 and "\n" not in misfit.raw:
        hint = misfit.write(repair.quote(misfit.raw.strip("{}")))
        return Said("colon-in-text", "a colon inside the text makes a key of it", hint)
    found = "a list" if isinstance(value, list) else "`key: value` lines"
    hint = "write one value, without brackets, braces or dashes"
    return Said("wrong-type", f"{misfit.name} is a text, but {found} stands here", hint)


def not_list(misfit: Misfit) -> Said:
    """What to say about something else where a list belongs."""
    if isinstance(misfit.value, dict):
        hint = "write each piece in a line of its own, with a dash in front"
        return Said(
            "list-expected", f"{misfit.name} is a list, but `key: value` lines stand here", hint
        )
    raw = misfit.raw
    first = raw.partition("\n")[0]
    if (spaced := repair.spaced(first)) and spaced.startswith("- "):
        return Said("missing-space", "there is no space after the dash", f"write: {spaced}")
    inner = raw if "," not in raw or raw[:1] in "\"'" else ", ".join(map(str.strip, raw.split(",")))
    hint = misfit.write(f"[{inner}]") if "\n" not in raw else "put a dash in front of it"
    return Said("list-expected", f"{misfit.name} is a list, but one value stands here", hint)


def not_mapping(misfit: Misfit) -> Said:
    """What to say about something else where `key: value` lines belong."""
    first = misfit.raw.partition("\n")[0].rstrip()
    own_line = misfit.source.lines[misfit.source.locate(misfit.path).line - 1].strip() == first
    if own_line and (spaced := repair.spaced(first)) and not spaced.startswith("- "):
        return Said("missing-space", "there is no space after the colon", f"write: {spaced}")
    if own_line and (column := invisible.structural(first)) is not None:
        message = f"a {invisible.name(first[column])} stands where YAML wants a plain space"
        return Said("control-character", message, f"write: {invisible.without(first)}")
    found = "a list" if isinstance(misfit.value, list) else shown(misfit)
    message = f"{misfit.name} has `key: value` lines below it, but {found} stands here"
    return Said("mapping-expected", message, unmapped.hint(misfit))


def bad_slug(misfit: Misfit) -> Said:
    """What to say about a name that is no slug."""
    value = str(misfit.value)
    if misfit.on_key and (spaced := repair.spaced(value)):
        return Said("missing-space", "there is no space after the colon", misfit.write(spaced))
    if len(value) > SLUG_LIMIT:
        message = f"'{value}' is longer than {SLUG_LIMIT} characters"
        return Said("bad-slug", message, "choose a shorter name")
    slug = repair.slug(value)
    if not misfit.on_key and isinstance(misfit.path[-1], int) and ";" in value:
        slug = ", ".join(filter(None, map(repair.slug, value.split(";"))))
    message = f"'{value}' is not a name made of small letters, digits and single hyphens"
    spelling = "spell it in letters from a to z and digits, with hyphens between the words"
    return Said("bad-slug", message, misfit.write(slug) if slug else spelling)
