"""What happens to the settings, in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from preview_data import CONFIG, TODAY, loaded, with_

from ucops.pages.preview.sentences import config_line
from ucops.pages.preview.words import Titles
from ucops.preview.difference import difference


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "due: 2026-12-18",
            "due: 2026-12-23",
            "Milestone “Sprint 3”: its last day moves from 18 Dec 2026 to 23 Dec 2026",
        ),
        (", due: 2027-01-29", "", "Milestone “Sprint 4”: its last day 29 Jan 2027 → none"),
        (
            "title: Sprint 4",
            "title: Last sprint",
            "Milestone “Last sprint”: title “Sprint 4” → “Last sprint”",
        ),
        (
            "lead: octo-lead",
            "lead: octo-new",
            "Role “Product marketing”: lead octo-lead → octo-new",
        ),
        (
            "  cio: {title: Chief information officer}\n",
            "",
            "Persona “Chief information officer”: removed",
        ),
        ("bom:\n", "bom:\n  film: {title: Film}\n", "Standard item “Film”: new"),
        (
            "role: pmm, tiers: [1]",
            "role: pmm, tiers: [1, 2]",
            "Standard item “Pitch deck”: tiers adds 2",
        ),
        (
            "role: pmm, tiers: [1]",
            "role: pmm, tiers: [1], checklist: [A]",
            "Standard item “Pitch deck”: checklist 1 added (0 → 1)",
        ),
        (
            "maturity: beta",
            "maturity: ga",
            "Product “CI”, feature “Pipelines”: maturity beta → ga",
        ),
        (
            "features: {pipelines: {title: Pipelines, maturity: beta}}",
            "features: {}",
            "Product “CI”, feature “Pipelines”: removed",
        ),
        ("preset: none", "preset: none\nindustries: {fintech: Finance}", "Industry “Finance”: new"),
        ("preset: none", "preset: none\nlimits: {closes: none}", "Limits closes: 5 → none"),
        (
            "preset: none",
            "preset: none\ngithub: {dependencies: false}",
            "Github dependencies: yes → no",
        ),
        ("preset: none", "preset: none\nrules: {no-date: off}", "Rules no-date: none → off"),
        ("title: Use-case go-to-market", "title: GTM", "Title: “Use-case go-to-market” → “GTM”"),
    ],
)
def test_a_setting_becomes_a_sentence(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    was = loaded(tmp_path / "a" / "gtm").catalog
    now = loaded(tmp_path / "b" / "gtm", config=with_(CONFIG, old, new)).catalog
    said = [config_line(change, Titles(was, now, TODAY)) for change in difference(was, now).config]
    assert [f"{line.subject}: {line.text}" for line in said] == [sentence]


def test_a_name_of_an_industry_changes(tmp_path: Path) -> None:
    was, now = (
        loaded(tmp_path / name / "gtm", config=f"{CONFIG}industries: {{fintech: {name}}}\n").catalog
        for name in ("Finance", "Banking")
    )
    (change,) = difference(was, now).config
    line = config_line(change, Titles(was, now, TODAY))
    assert (line.subject, line.text) == ("Industry “Banking”", "“Finance” → “Banking”")
