"""Reading `ucops.yaml`: the preset below it, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ucops.errors import UsageError
from ucops.likeness import nearest
from ucops.model.config import SECTIONS, Config
from ucops.model.preset import PRESETS_KNOWN, laid_over, preset
from ucops.reading.files import leads_out
from ucops.reading.form import fitted
from ucops.reading.read import read
from ucops.text.problem import Problem
from ucops.text.source import CONFIG_NAME, Source

VERSION = 1
_START = f"start {CONFIG_NAME} with the line: version: {VERSION}"


def load_config(root: Path) -> tuple[Config, Source, list[Problem]]:
    """Read the configuration, laid over its preset; what does not fit is left out.

    Raises:
        UsageError: The file is missing, unreadable or of an unknown version.
    """
    return read_config(_bytes(root), root)


def read_config(raw: bytes, root: Path) -> tuple[Config, Source, list[Problem]]:
    """Read the configuration from its bytes, as `load_config` does from its file.

    Raises:
        UsageError: They cannot be read or are of an unknown version.
    """
    source, problems = read(raw, CONFIG_NAME)
    own = source.data
    if not isinstance(own, dict):
        raise UsageError(*_why_unreadable(problems))
    _check_version(own)
    below = preset(_preset_name(own))
    known = {"version": VERSION, "preset": _preset_name(own)}
    config, wrong = fitted(Config, laid_over(below, own), source, instead=known)
    problems += [*_once(wrong), *_nothing_to_remove(below, own, source)]
    if "@" in source.readable:
        from ucops.slips.people import at_signs  # noqa: PLC0415 - most files never need it

        problems += at_signs(own, source)
    title = config.title.strip() or root.resolve().name
    return config.model_copy(update={"title": title}), source, problems


def _once(wrong: list[Problem]) -> list[Problem]:
    if not wrong:
        return []
    from ucops.slips.keys import once  # noqa: PLC0415 - most files never need it

    return once(wrong)


def _bytes(root: Path) -> bytes:
    path = root / CONFIG_NAME
    if leads_out(path, root):
        raise UsageError(
            f"{path} is a symbolic link that leads out of its folder",
            "put a copy in its place, or name the folder that it leads to with --root",
        )
    if path.exists() and not path.is_file():
        why = "it is not an ordinary file"
        raise UsageError(f"{path} cannot be read: {why}", "put a text file in its place")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError(
            f"{path} does not exist", f"name the folder with --root, or {_START}"
        ) from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None


def _why_unreadable(problems: list[Problem]) -> tuple[str, str]:
    first = problems[0]
    line = f", line {first.span.line}" if first.span else ""
    hint = _START if first.rule == "empty-file" else first.hint
    return f"{CONFIG_NAME}{line}: {first.message}", hint


def _check_version(own: dict[Any, Any]) -> None:
    if "version" not in own:
        raise UsageError(f"{CONFIG_NAME} names no version", _START)
    version = own["version"]
    if version.__class__ is not int or version != VERSION:
        raise UsageError(
            f"{CONFIG_NAME} is of version {version!r}, which this ucops does not know",
            f"write: version: {VERSION}, without quotes, or upgrade ucops",
        )


def _preset_name(own: dict[Any, Any]) -> str:
    name = own.get("preset")
    return name if isinstance(name, str) and name in PRESETS_KNOWN else PRESETS_KNOWN[0]


def _nothing_to_remove(below: dict[str, Any], own: dict[Any, Any], source: Source) -> list[Problem]:
    """A problem for every entry of null that the preset does not have."""
    return [
        Problem(
            rule="unknown-key",
            file=CONFIG_NAME,
            message=f"the preset has no {slug} in {part} that could be removed",
            advice=_did_you_mean(str(slug), list(below.get(part, {}))),
            path=(part, str(slug)),
            span=source.locate((part, str(slug)), key=True),
            on_key=True,
        )
        for part in SECTIONS
        if isinstance(own.get(part), dict)
        for slug, entry in own[part].items()
        if entry is None and slug not in below.get(part, {})
    ]


def _did_you_mean(name: str, known: list[str]) -> str:
    meant = nearest(name, known)
    return f"did you mean '{meant}'?" if meant else ""
