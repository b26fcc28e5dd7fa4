"""The schemas accept what loading accepts, with the repository's own names."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from programme import CONFIG, USE_CASE, write

from ucops.cli import ucops
from ucops.errors import UsageError
from ucops.model.schema import config_schema, usecase_schema
from ucops.reading.settings import load_config

TOP = Path(__file__).parents[2]
OWN = """\
version: 1
personas: {dev-lead: {title: Development lead}}
industries: {fintech: Finance}
milestones: {sprint-3: {title: Sprint 3}}
products: {ci: {title: CI, features: {pipelines: {title: Pipelines}}}}
roles: {pr: null, own: {title: Own role}}
"""


def plain(value: Any) -> Any:
    """YAML data as an editor sees it: dates and keys are text."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def valid(schema: dict[str, Any], text: str) -> bool:
    return Draft202012Validator(schema).is_valid(plain(yaml.safe_load(text)))


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return usecase_schema(load_config(write(tmp_path_factory.mktemp("own"), {}, OWN))[0])


@pytest.mark.parametrize("path", sorted((TOP / "usecases").rglob("*.yaml")), ids=lambda p: p.stem)
def test_every_example_is_valid(path: Path) -> None:
    own = usecase_schema(load_config(TOP)[0])
    Draft202012Validator(own).validate(plain(yaml.safe_load(path.read_text("utf-8"))))


def test_the_example_configuration_is_valid() -> None:
    data = plain(yaml.safe_load((TOP / "ucops.yaml").read_text("utf-8")))
    Draft202012Validator(config_schema(load_config(TOP)[0])).validate(data)


def test_both_are_schemas_of_their_draft(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    Draft202012Validator.check_schema(config_schema())


GOOD = [
    "personas: [dev-lead]",
    "team: {own: octo, tmm: [a, b], pm: , sa: '?'}",
    "links: {chat: '#ci', epic: , topic-page: {pending: https://example.com}}",
    "solution: {ci: {features: [pipelines]}}",
    "solution: {ci: {features: {pipelines: Runs for every change.}}}",
    "links: {chat: ['#ci', {pending: https://example.com/1}, tbd]}",
    "bom: {deck: {due: 2027-Q1, start: 2027, reviewed: 2026-H2}}",
    "sponsors: {product: [octo-pm], design: '?'}",
    "bom: {demo-video: , own-thing: {type: video, role: own, milestone: sprint-3, due: tbd}}",
    "proof_points: [{customer: C, industry: fintech, segment: smb}]",
    "analysts: [{firm: F, report: R, date: 2019}]",
    "measures: {a: {title: T, target: 5, values: {2026-11-30: 1.5}}}",
    "feedback: [{date: 2026-11-02, from: field, text: T}]",
    "analysts: [{firm: F, report: R, date: tbd}, {firm: F, report: S, date: ' N/A '}]",
    "feedback: [{date: TBD, from: field, text: T}]",
    "team: {own: '@octo', tmm: [a_b, TBD], sa: N/A, pm: Coming soon}",
    "bom: {a: {due: '2026-11-30', start: URL tbd, owner: '-'}}",
    "links: {chat: ''}",
    "analysts: [{firm: F, report: R, date: 2019-09}]",
    "bom: {a: {quantity: 3}, b: {quantity: 2-3}, c: {quantity: 2 – 3}, d: {quantity: 1+}}",
    "bom: {a: {depends_on: [b, ci/c], previously: [x/y], due: 2028-02-29, owner: ''}}",
    "scenarios: {a: {title: T, extensions: {2a: {condition: C}, '*b': {condition: C}}}}",
]
BAD = [
    "personas: [nobody]",
    "industries: [elsewhere]",
    "segments: [tiny]",
    "team: {pr: octo}",
    "links: {elsewhere: x}",
    "solution: {cd: {}}",
    "solution: {ci: {features: [magic]}}",
    "solution: {ci: {features: {magic: It is.}}}",
    "bom: {deck: {due: 2027-Q5}}",
    "sponsors: {sales: octo-pm}",
    "bom: {a: {type: novel}}",
    "bom: {a: {role: pr}}",
    "bom: {a: {milestone: sprint-4}}",
    "bom: {A B: {}}",
    "bom: {a: {colour: red}}",
    "tier: 4",
    "summary:",
    "status: done",
    "unknown: 1",
    "personas: dev-lead",
    "personas: []",
    "discovery_questions: [' ']",
    "summary: ''",
    "team: {own: octo the cat}",
    "team: {own: [octo, a--b]}",
    "bom: {a: {owner: a b}}",
    "bom: {a: {due: soon}}",
    "bom: {a: {depends_on: []}}",
    "analysts: [{firm: F, report: R, date: last year}]",
    "analysts: [{firm: F, report: R, date: 19}]",
    "feedback: [{date: soon, from: field, text: T}]",
    "feedback: [{date: , from: field, text: T}]",
    "analysts: [{firm: F, report: R, date: }]",
    "links: {topic-page: {pending: tbd}}",
    "links: {topic-page: {pending: ' URL TBD '}}",
    "bom: {a: {due: '2026-13-01'}}",
    "bom: {a: {due: '2026-02-30'}}",
    "bom: {a: {start: '2026-04-31'}}",
    "bom: {a: {due: }}",
    "bom: {a: {owner: }}",
    "bom: {a: {quantity: '3'}}",
    "bom: {a: {quantity: some}}",
    "bom: {a: {depends_on: [a/b/c]}}",
    "bom: {a: {previously: [A b]}}",
    "scenarios: {a: {title: T, extensions: {zz: {condition: C}}}}",
]


@pytest.mark.parametrize("line", GOOD)
def test_what_is_right_is_valid(schema: dict[str, Any], line: str) -> None:
    assert valid(schema, USE_CASE + line)


@pytest.mark.parametrize("line", BAD)
def test_what_is_wrong_is_not(schema: dict[str, Any], line: str) -> None:
    assert not valid(schema, USE_CASE + line)


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("roles: {pmm: {lead: octo}, pr: null, own: {title: T}}", True),
        ("roles: {own: {lead: octo}}", False),
        ("roles: {own: null}", False),
        ("roles: {pmm: {colour: red}}", False),
        ("segments: {smb: Small, tiny: Tiny}", True),
        ("bom: {demo-video: {priority: 3}, webcast: null}", True),
        ("rules: {a: off, b: warning}", True),
        ("rules: {a: of}", False),
        ("limits: {creates: -1}", False),
        ("milestones: {m: {title: M, due: 2026-11-30}}", True),
        ("milestones: {m: {title: M, due: tbd, start: }}", True),
        ("milestones: {m: {title: M, due: '2026-02-31'}}", False),
        ("roles: {pmm: {lead: tbd}}", True),
        ("milestones:", True),
        ("preset: other", False),
    ],
)
def test_a_configuration(line: str, right: bool) -> None:
    assert valid(config_schema(), CONFIG + line) is right


def test_names_carry_their_titles(schema: dict[str, Any]) -> None:
    assert schema["properties"]["team"]["properties"]["own"]["title"] == "Own role"
    personas = schema["properties"]["personas"]["items"]["oneOf"]
    assert {"const": "dev-lead", "title": "Development lead"} in personas
    assert {"const": "cfo", "title": "Chief financial officer"} in personas


def test_every_field_is_described(schema: dict[str, Any]) -> None:
    for definition in [schema, *schema["$defs"].values()]:
        described = {
            name for name, field in definition["properties"].items() if "description" in field
        }
        assert set(definition["properties"]) - described <= {"solution"}


@pytest.mark.parametrize("kind", ["usecase", "config"])
def test_the_command_prints_a_schema(in_tmp: Path, kind: str) -> None:
    write(in_tmp, {}, OWN)
    result = CliRunner().invoke(ucops, ["schema", kind])
    assert result.exit_code == 0
    Draft202012Validator.check_schema(json.loads(result.stdout))
    assert ("Development lead" in result.stdout) == (kind == "usecase")


def test_without_a_configuration_only_its_own_schema_can_be_had(in_tmp: Path) -> None:
    assert in_tmp.is_dir()
    assert json.loads(CliRunner().invoke(ucops, ["schema", "config"]).stdout) == config_schema()
    result = CliRunner().invoke(ucops, ["schema", "usecase"])
    assert result.exit_code == UsageError.exit_code
