"""Names by their titles, and several at once: the line that is written out is the right one."""

from __future__ import annotations

from pathlib import Path

import pytest
from programme import loaded

CONFIG = """\
version: 1
preset: none
personas:
  developer: {title: Developer}
  dev-lead: {title: Development team lead}
  app-dev-manager: {title: Application development manager}
industries: {finance: Financial services}
products: {ci: {title: CI, features: {trains: {title: Merge trains}, pipelines: {title: Pipes}}}}
roles: {pmm: {title: Product marketing}}
"""
HEAD = "title: A\nproblem: B\n"
APART = "write each in a line of its own, with a dash in front: developer, dev-lead"

WRITE = {
    "segments: [Enterprise, Mid-Market, SMB]": "segments: [enterprise, mid-market, smb]",
    "personas: [Developer, 2024, {a: b}]": 'personas: [developer, "2024", {a: b}]',
    "bom: {2024: {market_requirements: [A b]}}": "{market_requirements: [a-b]}}",
    "personas: [Developer, Development Team Lead]": "personas: [developer, dev-lead]",
    "personas: [Developer, developer]": "personas: [developer]",
    "personas: [Developer; dev lead]": "personas: [developer, dev-lead]",
    "personas: [developer dev-lead]": "personas: [developer, dev-lead]",
    "personas: [app-dev-manager and dev-lead]": "personas: [app-dev-manager, dev-lead]",
    "personas: [developer and others]": "personas: [developer-and-others]",
    "personas: [Other, \u30d9]": "personas: [other, \u30d9]",
    "industries: [Financial Services]": "industries: [finance]",
    "solution: {ci: {features: [Merge trains, Pipes]}}": "features: [trains, pipelines]}}",
    "solution: {cd: {features: [Merge trains]}}": "features: [merge-trains]}}",
    "personas: developer; dev-lead": "personas: [developer, dev-lead]",
    'personas: "developer, dev-lead"': "personas: [developer, dev-lead]",
    "personas: Dev Lead": "personas: [dev-lead]",
    "team: {Product marketing: octo-a}": "team: {pmm: octo-a}",
    "personas:\n  - Development Team Lead": "- dev-lead",
    "market_requirements: {scale: {title: Elastic scaling}, b: {}}\n"
    "bom: {a: {market_requirements: [Elastic scaling]}}": "{market_requirements: [scale]}}",
}


def hints(root: Path, text: str) -> list[str]:
    wanted = {"bad-slug", "list-expected"}
    found = loaded(root, f"{HEAD}{text}\n", config=CONFIG).problems
    return [one.hint for one in found if one.rule in wanted]


@pytest.mark.parametrize(("text", "line"), WRITE.items())
def test_the_whole_line_is_as_it_should_be(tmp_path: Path, text: str, line: str) -> None:
    said = [hint for hint in hints(tmp_path, text) if not hint.startswith("spell it")]
    assert said
    assert all(hint.startswith("write: ") and hint.endswith(line) for hint in said), said


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("personas:\n  - developer; dev-lead", APART),
        ("personas:\n  - developer dev-lead", APART),
        ("personas: [\u30d9]", "spell it in letters from a to z and digits"),
        (f"personas: [{'a' * 41}]", "choose a shorter name"),
        ("personas: [Developer,\n  dev-lead]", "write: personas: [developer,"),
        (f"personas: [Developer{', a' * 50}]", "write: … developer …"),
        ("personas: [;]", "spell it in letters from a to z and digits"),
        ("personas: \u30d9", "write each in a line of its own, with a dash in front"),
        ("personas: 2024", 'write: personas: ["2024"]'),
        ("discovery_questions: Who?", "write: discovery_questions: [Who?]"),
    ],
)
def test_what_no_line_can_say_is_said_in_words(tmp_path: Path, text: str, hint: str) -> None:
    [said] = hints(tmp_path, text)
    assert said.startswith(hint)
