"""`ucops.yaml` is laid over its preset, entry by entry."""

from __future__ import annotations

from pathlib import Path

import pytest
from programme import loaded, places, write

from ucops.errors import UsageError
from ucops.reading.load import load
from ucops.reading.settings import load_config


def test_one_line_is_enough(tmp_path: Path) -> None:
    root = tmp_path / "acme-gtm"
    config, _, problems = load_config(write(root, {}))
    assert (config.preset, config.title, problems) == ("gtm", "acme-gtm", [])
    assert (len(config.roles), len(config.bom), len(config.link_kinds)) == (17, 30, 7)


def test_an_entry_is_laid_over_field_by_field_and_null_removes(tmp_path: Path) -> None:
    config, _, problems = load_config(
        write(
            tmp_path,
            {},
            "version: 1\n"
            "roles: {pmm: {lead: octo-lead}, pr: null, own: {title: Own}}\n"
            "link_kinds: {chat: {tiers: [1]}}\n"
            "segments: {smb: Small}\n"
            "bom: {demo-video: {priority: 3}, webcast: null, extra: {title: Extra}}\n"
            "milestones:\n",
        )
    )
    assert problems == []
    assert config.roles["pmm"].title == "Product marketing"
    assert config.roles["pmm"].lead == "octo-lead"
    assert "pr" not in config.roles
    assert config.link_kinds["chat"].tiers == (1,)
    assert config.segments == {
        "enterprise": "Enterprise",
        "mid-market": "Mid-Market",
        "smb": "Small",
    }
    assert next(iter(config.bom)) == "demo-video"
    assert (config.bom["demo-video"].priority, config.bom["demo-video"].type) == (3, "video")
    assert list(config.bom)[-1] == "extra"
    assert len(config.bom) == 30
    assert config.milestones == {}


@pytest.mark.parametrize("word", ["tbd", "'?'", "na", "placeholder", "URL tbd", "''"])
def test_an_open_lead_or_day_names_nobody_and_no_day(tmp_path: Path, word: str) -> None:
    text = (
        "version: 1\n"
        f"roles: {{pmm: {{lead: {word}}}}}\n"
        f"milestones: {{s: {{title: S, start: {word}, due: {word}}}}}\n"
    )
    config, _, problems = load_config(write(tmp_path, {}, text))
    assert problems == []
    assert config.roles["pmm"].lead is None
    assert (config.milestones["s"].start, config.milestones["s"].due) == (None, None)


def test_no_preset_is_an_empty_one(tmp_path: Path) -> None:
    config, _, problems = load_config(write(tmp_path, {}, "version: 1\npreset: none\n"))
    assert (config.roles, config.bom, problems) == ({}, {}, [])


def test_severities_are_read_as_they_look(tmp_path: Path) -> None:
    config, _, problems = load_config(
        write(tmp_path, {}, "version: 1\nrules: {a: off, b: Off, c: warning}\n")
    )
    assert config.rules == {"a": "off", "b": "off", "c": "warning"}
    assert problems == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "says nothing"),
        ("- a\n", "a list"),
        ("preset: gtm\n", "names no version"),
        ("version: 2\n", "version 2"),
        ("version: '1'\n", "version '1'"),
        ("version: yes\n", "version True"),
        ("version: 1.0\n", "version 1.0"),
        (b"\xff\xfev\x00", "UTF-16"),
        ("]\n", "line 1"),
    ],
)
def test_what_is_no_configuration_ends_the_run(
    tmp_path: Path, text: str | bytes, words: str
) -> None:
    write(tmp_path, {"ucops.yaml": text})
    with pytest.raises(UsageError, match=words) as caught:
        load(tmp_path)
    assert caught.value.hint
    assert caught.value.exit_code == 2


def test_a_missing_or_unreadable_configuration_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        load(tmp_path)
    (tmp_path / "ucops.yaml").mkdir()
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path)


LINES = {
    "preset: gtn": ("unknown-value", 9, "one of: gtm, none"),
    "titel: x": ("unknown-key", 1, "write: title: x"),
    "roles: {pmmm: null}": ("unknown-key", 9, "did you mean 'pmm'?"),
    "roles: {own: {department: pmm}}": ("missing-field", 9, "own has no title"),
    "roles: {pmm: {lead: '@octo'}}": ("login-at-sign", 21, "lead: octo}"),
    "roles: [pmm]": ("mapping-expected", 8, "write: roles: {pmm: {title: pmm}}"),
    "roles: {tmm: octo-tmm}": ("mapping-expected", 14, "write: roles: {tmm: {lead: octo-tmm}}"),
    "roles: {tmm: '@Octo'}": ("mapping-expected", 14, "write: roles: {tmm: {lead: Octo}}"),
    "roles: {tmm: Marketing}": ("mapping-expected", 14, "write: roles: {tmm: {title: Marketing}}"),
    "roles: {tmm: tbd}": ("mapping-expected", 14, "what is known of it: tmm: {title: …"),
    "milestones: {m: 2026-12-18}": ("mapping-expected", 17, "{m: {title: m, due: 2026-12-18}}"),
    "limits: {creates: -1}": ("out-of-range", 19, "none takes the limit away"),
    "limits: {close_percent: 101}": ("out-of-range", 25, "as large as 101"),
    "limits: {close_percent: 250}": ("out-of-range", 25, "write a number from 1 to 100"),
    "paths: {usecases: ../x}": ("path-outside", 19, "without .."),
    "paths: {pages: /tmp}": ("path-outside", 16, "relative"),
    "github: {repository: acme}": ("bad-pattern", 22, "owner/name"),
    "github: {project: acme/x}": ("bad-pattern", 19, "owner/number"),
    "rules: {x: of}": ("unknown-value", 12, "did you mean 'off'?"),
    "collateral_types: {video: {refresh_after: 0}}": ("out-of-range", 43, "as small as 0"),
    "industries: {no: Norway}": ("yes-no-word", 14, '"no": Norway'),
    "milestones: {m: {title: M, due: 2026-02-30}}": ("impossible-date", 33, "02-28"),
}


@pytest.mark.parametrize(("line", "expected"), LINES.items())
def test_anything_else_wrong_is_a_problem_with_its_line(
    tmp_path: Path, line: str, expected: tuple[str, int, str]
) -> None:
    rule, column, words = expected
    found = loaded(tmp_path, config=f"version: 1\n{line}\n")
    [problem] = found.problems
    assert places([problem]) == [(rule, 2, column)]
    assert words in f"{problem.message} / {problem.hint}"
    assert problem.file == "ucops.yaml"
    assert list(found.catalog.entries) == ["ci"]


def test_a_slip_in_the_syntax_is_a_problem_while_the_version_can_be_read(tmp_path: Path) -> None:
    found = loaded(tmp_path, config="version: 1\ntitle: Use cases: all\n")
    assert places(found.problems) == [("colon-in-text", 2, 17)]
    assert found.catalog.config.title == "Use cases: all"
