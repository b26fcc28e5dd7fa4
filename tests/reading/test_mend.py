from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ucops.reading.mend import HOPELESS, Mended, mend, reader
from ucops.rules.engine.form import MENDABLE
from ucops.text.encoding import SIZE_LIMIT

Body = Callable[..., str]
EXAMPLES = Path(__file__).parents[1] / "examples"

MENDED = [
    # what YAML misreads
    ("summary: no\n", 'summary: "no"\n'),
    ("summary: On # why\n", 'summary: "On" # why\n'),
    ("summary: 12:30\n", 'summary: "12:30"\n'),
    ("summary: 1_000\n", 'summary: "1_000"\n'),
    ("summary: 0123\n", 'summary: "0123"\n'),
    ("summary: 0x1F\n", 'summary: "0x1F"\n'),
    ("summary: 1.10\n", 'summary: "1.10"\n'),
    ("budget: 2026-11-30\n", 'budget: "2026-11-30"\n'),
    ("discovery_questions: [no, why, 12:30]\n", 'discovery_questions: ["no", why, "12:30"]\n'),
    ("personas: [365]\n", 'personas: ["365"]\n'),
    ("competitors:\n  365: {title: X}\n", 'competitors:\n  "365": {title: X}\n'),
    ("competitors: {on: {title: X}}\n", 'competitors: {"on": {title: X}}\n'),
    ("competitors: {0123: {title: X}}\n", 'competitors: {"0123": {title: X}}\n'),
    ("team: {pmm: 12:30}\n", 'team: {pmm: "12:30"}\n'),
    ("team: {no: octo-a}\n", 'team: {"no": octo-a}\n'),
    ("team: {pmm: [0123]}\n", 'team: {pmm: ["0123"]}\n'),
    ("links: {chat: 12:30}\n", 'links: {chat: "12:30"}\n'),
    ("measures: {a: {title: X, target: 1_000}}\n", "measures: {a: {title: X, target: 1000}}\n"),
    ("bom: {a: {issue: 1_0}}\n", "bom: {a: {issue: 10}}\n"),
    # what stops YAML
    ("summary: Two things: a and b\n", 'summary: "Two things: a and b"\n'),
    ("summary: Two things: a # c: d\n", 'summary: "Two things: a" # c: d\n'),
    ('summary: He said: "a"\n', "summary: 'He said: \"a\"'\n"),
    (
        "bom: {a: {title: Two: a, due: 2026-12-11}}\n",
        'bom: {a: {title: "Two: a", due: 2026-12-11}}\n',
    ),
    ("bom: {a: {owner: @octo}}\n", "bom: {a: {owner: octo}}\n"),
    ("team: {pmm: @365}\n", 'team: {pmm: "365"}\n'),
    ("summary: `make` does it # c\n", 'summary: "`make` does it" # c\n'),
    ("summary: *bold* # c\n", 'summary: "*bold*" # c\n'),
    ("summary: %s\n", 'summary: "%s"\n'),
    ("team:\n  pmm:octo\n  tmm: octo-2\n", "team:\n  pmm: octo\n  tmm: octo-2\n"),
    ("team: {pmm:octo, tmm: octo-2}\n", "team: {pmm: octo, tmm: octo-2}\n"),
    ("tier:1\n", "tier: 1\n"),
    ("links: {chat: #solution_ci}\n", 'links: {chat: "#solution_ci"}\n'),
    ("bom:\n\ta:\n\t\ttitle: X\n", "bom:\n  a:\n    title: X\n"),
    (
        "team:\n    pmm: octo\nbom:\n\ta: {title: X}\n",
        "team:\n    pmm: octo\nbom:\n    a: {title: X}\n",
    ),
    ("team:\n  pmm: [@octo, x] # c\n", "team:\n  pmm: [octo, x] # c\n"),
    # twice
    ("segments: [smb, enterprise, smb] # c\n", "segments: [smb, enterprise] # c\n"),
    ("segments: [smb, smb, smb]\n", "segments: [smb]\n"),
    ("discovery_questions:\n- Who?\n- Who?\n", "discovery_questions:\n- Who?\n"),
    ("segments:\n  - smb\n  - smb\n  - a\n", "segments:\n  - smb\n  - a\n"),
    ("bom: {a: {depends_on: [b, b]}}\n", "bom: {a: {depends_on: [b]}}\n"),
    # a cut
    ("issue: #42 # c\n", "issue: 42 # c\n"),
    ("links:\n  chat: #solution_ci\n", 'links:\n  chat: "#solution_ci"\n'),
    ("links:\n  chat:  #a  # b\n", 'links:\n  chat:  "#a"  # b\n'),
    ("links:\n  chat: #a", 'links:\n  chat: "#a"'),
    # form
    (
        "discovery_questions:\n  - Two: a # c\n  - b\n",
        'discovery_questions:\n  - "Two: a" # c\n  - b\n',
    ),
    ("discovery_questions: [Two: a, b]\n", 'discovery_questions: ["Two: a", b]\n'),
    ("personas: dev-lead # c\n", "personas: [dev-lead] # c\n"),
    ("personas: dev-lead,  developer\n", "personas: [dev-lead, developer]\n"),
    ("bom: {a: {stages: awareness}}\n", "bom: {a: {stages: [awareness]}}\n"),
    ("discovery_questions: 'Why, oh why?'\n", "discovery_questions: ['Why, oh why?']\n"),
    ("discovery_questions: Why [so]?\n", 'discovery_questions: ["Why [so]?"]\n'),
    ("discovery_questions: 12\n", 'discovery_questions: ["12"]\n'),
    ("tier: '1'\n", "tier: 1\n"),
    ('measures: {a: {title: X, target: " 1.5 "}}\n', "measures: {a: {title: X, target: 1.5}}\n"),
    ("team: {pmm: '@octo'}\n", "team: {pmm: octo}\n"),
    ("team:\n  pmm: [octo, '@no']\n", 'team:\n  pmm: [octo, "no"]\n'),
    ("Summary: X\n", "summary: X\n"),
    ("value-drivers: {a: {title: X}}\n", "value_drivers: {a: {title: X}}\n"),
    ('"Summary": X\n', "summary: X\n"),
    ("status: Active\n", "status: active\n"),
    # spaces that are missing everywhere, or that only look like one
    ("personas:\n  -dev\n  -  app # c\n", "personas:\n  - dev\n  - app # c\n"),
    ("personas:\n- dev\n-app\n", "personas:\n- dev\n- app\n"),
    (
        "analysts:\n  - {firm: a, report: b}\n  -{firm: c, report: d}\n",
        "analysts:\n  - {firm: a, report: b}\n  - {firm: c, report: d}\n",
    ),
    ("team:\n  pmm:octo\n  tmm:@octo-2\n", "team:\n  pmm: octo\n  tmm: octo-2\n"),
    ("bom: {a: {OWNER:octo, due: 2026-12-11}}\n", "bom: {a: {owner: octo, due: 2026-12-11}}\n"),
    ("tier:\u00a01\n", "tier: 1\n"),
    ("team:\n  pmm:\u00a0\u2009octo\n  tmm: a\n", "team:\n  pmm:  octo\n  tmm: a\n"),
    ("links:\n  a:\u00a0tbd\n  b:\u00a0tbd\n", "links:\n  a: tbd\n  b: tbd\n"),
    (
        "bom:\n  a:\n    OWNER:octo\n    due: 2026-12-11\n",
        "bom:\n  a:\n    owner: octo\n    due: 2026-12-11\n",
    ),
    ("ti\u200ber: 1\n", "tier: 1\n"),
    # dates and people in other forms
    ("bom: {a: {due: 2026-12-1}}\n", "bom: {a: {due: 2026-12-01}}\n"),
    ("bom: {a: {due: 2026/12/18}}\n", "bom: {a: {due: 2026-12-18}}\n"),
    ("bom: {a: {due: '20261218'}}\n", "bom: {a: {due: 2026-12-18}}\n"),
    ("bom: {a: {owner: https://github.com/octo}}\n", "bom: {a: {owner: octo}}\n"),
    ("team:\n  pmm: octo-a and octo-b # c\n", "team:\n  pmm: [octo-a, octo-b] # c\n"),
    # texts, whole and in quotes
    ('summary: "Deploy" is one word\n', "summary: '\"Deploy\" is one word'\n"),
    ("bom: {a: {title:  Two: x}}\n", 'bom: {a: {title:  "Two: x"}}\n'),
    ("bom: {a: {title: Two: a, and b}}\n", 'bom: {a: {title: "Two: a, and b"}}\n'),
    # tabs, also in front of what is wrong, and one among lines that agree
    ("bom:\n\tA b: {title: X}\n", "bom:\n  a-b: {title: X}\n"),
    (
        "measures:\n  a:\n    title: X\n\tunit: y\n    # c\n    target: 2\n",
        "measures:\n  a:\n    title: X\n    unit: y\n    # c\n    target: 2\n",
    ),
    # what another reader of YAML cannot read, but is right
    (
        "discovery_questions: [Why?, So?]\ntier: '1'\n",
        "discovery_questions: [Why?, So?]\ntier: 1\n",
    ),
    (
        "links: {a: https://example.com/?b=c}\t# d\ntier: '1'\n",
        "links: {a: https://example.com/?b=c}\t# d\ntier: 1\n",
    ),
    # several on one line, and what shows only then
    (
        "team: {pmm: @octo, tmm: [@octo-2, '@octo-3']}\n",
        "team: {pmm: octo, tmm: [octo-2, octo-3]}\n",
    ),
    (
        "Bom:\n  a:\n    Owner: [1]\n    Foo: 2\n    Tier: 3\n",
        "bom:\n  a:\n    owner: [1]\n    Foo: 2\n    Tier: 3\n",
    ),
    ("bom:\n  a:\n    onwer: @octo\n", 'bom:\n  a:\n    onwer: "@octo"\n'),
    # several at once, one behind the other
    ("Summary: no\nteam: {pmm:@octo}\n", 'summary: "no"\nteam: {pmm: octo}\n'),
]


@pytest.mark.parametrize(("before", "after"), MENDED)
def test_what_can_only_be_meant_in_one_way_is_mended(body: Body, before: str, after: str) -> None:
    assert body(before, style=False) == after


@pytest.mark.parametrize(("before", "after"), MENDED)
def test_line_ends_live(mended: Callable[..., Mended], before: str, after: str) -> None:
    head = "title: X\r\nproblem: Y\r\n"
    result = mended(head + before.replace("\n", "\r\n"), style=False)
    assert result.after.decode() == head + after.replace("\n", "\r\n")


@pytest.mark.parametrize(("before", "after"), MENDED)
def test_what_was_mended_needs_no_more_mending(body: Body, before: str, after: str) -> None:
    del before
    assert body(after) == after


@pytest.mark.parametrize(
    "text",
    [
        # nothing wrong
        "",
        "summary: no news\nbom: {a: {due: 2026-12-11}}\nmeasures: {b: {title: X, target: 10}}\n",
        # several ways out
        'summary: "Deploy\n',
        "personas: [dev-lead\ntier: 1\n",
        'summary: "D:\\q"\n',
        "summary: | Two things\n",
        "summary: Two things: a\n  and b\n",
        "summary: *bold\n",
        "summary: a\n  b: c\n",
        "bom:\n  \ta: {title: X}\n",
        "team:\n   pmm: octo\nbom:\n\ta: {title: X}\n",
        "summary: a\n---\nsummary: b\n",
        "measures: {a: {title: X, target: 0123}}\n",
        "measures: {a: {title: X, target: '0123'}}\n",
        "bom: {a: {issue: '1.5'}}\n",
        "bom: {a: {quantity: 0123}}\n",
        "discovery_questions: How, why\n",
        "personas: Dev Lead, developer\n",
        "personas: {a: b}\n",
        "personas: |\n  a\n",
        "personas: &a dev-lead\n",
        "summary: &a no\n",
        "summary: &a no\nbudget: *a\n",
        "team: {pmm: '@octo tmm'}\n",
        "team: {pmm: &a '@octo'}\n",
        "bom: {a: {due: 2026-12-11 #x\n  }}\n",
        "bom: {a: {priority: #x\n  }}\n",
        "summary: The # 1 CI for teams\n",
        "summary: #x, y\n",
        "tier: #1\n",
        "team:\n  pmm: #octo\n",
        "bom:\n  a:\n    due: #later\n    owner: #octo\n",
        "summary: {Two: a}\n",
        "summary:\n  Two: a\n",
        "discovery_questions:\n  - Two:\n",
        "discovery_questions:\n  - a: b\n    c: d\n",
        "discovery_questions:\n  - 'Two': a\n",
        "discovery_questions:\n  - Two: 'a'\n",
        "discovery_questions:\n  - Two:\n      a\n",
        "status: activ\n",
        "sumary: X\n",
        "summary: X\nSummary: Y\n",
        "tier: 2\ntier: 3\n",
        "team: {pmm:octo, pmm: octo-2}\n",
        "summary: a\x07\ntier: '1'\n",
        "summary: a\u2028b\ntier: '1'\n",
        "personas: -dev\n",
        "team: pmm:octo\n",
        "team: {\n  pmm: @octo, tmm: octo-2\n}\n",
        "bom: {a: {onwer: @octo}}\n",
        'links:\n  chat: #solution_ci"\n',
        'links: {chat: #solution_ci"}\n',
        'summary: Two things: a"\n',
        "bom: {a: {due: 11.12.2026}}\n",
        "team: {pmm: octo-a or octo-b}\n",
        "team: {pmm: [octo-a and octo-b]}\n",
        "measures:\n  a:\n    title: X\n    values:\n\tunit: y\n    target: 2\n",
        "tier: 1\nti\u200ber: 2\n",
        "links:\n  a:\u200btbd\n",
        "summary:\n  a:b\n  c:d\n",
        "team:\n  &a pmm:octo\n",
        "team:\n  pmm:octo\n    tmm:octo\n",
        "measures: {a: {title: X, target: !x 1_000}}\n",
        "tier: &a '1'\n",
        "bom: {a: {owner: https://github.com/octo/repository}}\n",
        "team: {pmm: &a octo-a and octo-b}\n",
        "team: {pmm: no and octo-b}\n",
        "team: {pmm: no, tmm: [octo-a, Yes]}\n",
        "bom: {a: {owner: off}}\n",
        "objections: [{objection: A}, {objection: A}]\n",
        "bom: {a: {depends_on: [b, a/b]}, b: {}}\n",
        "personas: [{a: 1}, smb, smb]\n",
    ],
)
def test_what_may_be_meant_in_several_ways_is_left_alone(body: Body, text: str) -> None:
    assert body(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sumary: X\n", "summary: X\n"),
        ("status: activ\n", "status: active\n"),
        ("links:\n  chat: see #solution_ci # c\n", 'links:\n  chat: "#solution_ci" # c\n'),
        ("summary: The # 1 CI # c\n", 'summary: "The # 1 CI" # c\n'),
        ("quite-another: X\n", "quite-another: X\n"),
        ("status: 1\n", "status: 1\n"),
        ("status: &a activ\n", "status: &a activ\n"),
        ("sumary: X\nsummary: Y\n", "sumary: X\nsummary: Y\n"),
    ],
)
def test_a_likely_name_is_taken_when_asked(body: Body, before: str, after: str) -> None:
    assert body(before) == before
    assert body(before, guess=True) == after


@pytest.mark.parametrize(
    "raw",
    [
        b"title: '\xff'\nproblem: X\ntier: '1'\n",
        b"\xff\xfet\x00i\x00",
        b"title: X\nproblem: Y\ntier: '1'\n" + b"#" * SIZE_LIMIT,
        b"title: X\nproblem: Y\ntier: '1'\nbudget: a\x00\n",
        b"",
        b"- a\n",
        b"title: X\nproblem: Y\ntier: '1'\npersonas: " + b"[" * 500 + b"]" * 500,
        b"title: X\nproblem: Y\ntier: '1'\npersonas: &a [*a]\n",
    ],
)
def test_what_cannot_be_read_for_sure_is_left_alone(
    mended: Callable[..., Mended], raw: bytes
) -> None:
    assert mended(raw).after == raw


@pytest.mark.parametrize(
    ("text", "obstacle"),
    [
        ("tier: '1'\nsummary: 'X\n", "correct unclosed-quote in line 4 by hand first"),
        ("tier: '1'\nsummary: a\x07\n", "correct control-character in line 4 by hand first"),
        ("bom: {a: {onwer: @octo}}\n", "correct unknown-key in line 3 by hand first"),
        ("team:\n" + "  a: @b\n" * 250, "correct at-sign in line 204 by hand first"),
        ("summary: 'X\n", ""),
        ("tier: '1'\n", ""),
    ],
)
def test_what_keeps_from_mending_is_said(
    mended: Callable[..., Mended], text: str, obstacle: str
) -> None:
    result = mended("title: X\nproblem: Y\n" + text)
    assert result.obstacle.startswith(obstacle)
    assert bool(result.obstacle) is bool(obstacle)


def test_a_file_with_more_than_one_run_mends_says_so(
    mended: Callable[..., Mended], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = "".join(f"  - {number}.10\n" for number in range(10, 460)).encode()
    raw = b"title: X\nproblem: Y\ndiscovery_questions:\n" + raw
    monkeypatch.setattr("ucops.reading.mend.PROOF_BUDGET", 4 * len(raw))
    first = mended(raw)
    assert first.changed
    assert first.obstacle == "run it again for the rest"
    monkeypatch.undo()
    second = mended(first.after)
    assert second.changed
    assert not second.obstacle
    assert second.after == mended(raw).after


def test_a_byte_order_mark_is_taken_away(mended: Callable[..., Mended]) -> None:
    result = mended(b"\xef\xbb\xbftitle: X\nproblem: Y\n")
    assert result.after == b"title: X\nproblem: Y\n"
    assert result.count == 1


def test_what_was_mended_is_counted_by_rule(mended: Callable[..., Mended]) -> None:
    result = mended("title: no\nproblem: 1.10\nsummary: On\n")
    assert result.rules == {"yes-no-word": 2, "bare-number": 1}


def test_more_than_are_listed_are_mended(body: Body) -> None:
    before = "".join(f"  - {number}.10\n" for number in range(10, 260))
    after = "".join(f'  - "{number}.10"\n' for number in range(10, 260))
    assert body(f"discovery_questions:\n{before}") == f"discovery_questions:\n{after}"


def test_more_broken_lines_than_can_be_right_are_left(body: Body) -> None:
    text = "".join(f"  a{number}: @b\n" for number in range(250))
    assert body(f"team:\n{text}") == f"team:\n{text}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("version: 1\ntitle: no\n", 'version: 1\ntitle: "no"\n'),
        ("version: 1\nroles: {pmm: {lead: '@octo'}}\n", "version: 1\nroles: {pmm: {lead: octo}}\n"),
        ("version: 1\nroles: {pmm: {lead: no}}\n", "version: 1\nroles: {pmm: {lead: no}}\n"),
        ("version: 1\nlimits: {creates: '5'}\n", "version: 1\nlimits: {creates: 5}\n"),
        ("version: '1'\ntitle: no\n", "version: '1'\ntitle: no\n"),
        ("version: 1\ntitle: One: two\n", 'version: 1\ntitle: "One: two"\n'),
    ],
)
def test_the_configuration_is_mended(
    mended: Callable[..., Mended], before: str, after: str
) -> None:
    assert mended(before, "ucops.yaml").after.decode() == after


def test_no_rule_that_leaves_a_file_as_it_is_is_mended() -> None:
    assert not HOPELESS & MENDABLE


def test_every_rule_whose_findings_are_mended_says_so(tmp_path: Path) -> None:
    reading = reader(tmp_path, "usecases/a.yaml")
    mended = {
        problem.rule
        for path in EXAMPLES.glob("invalid/*/*.yaml")
        for problem in reading(path.read_bytes()).problems
        if problem.correction and problem.correction.certainty
    }
    assert mended <= MENDABLE


def rules_of(raw: bytes, root: Path) -> set[str]:
    return {problem.rule for problem in reader(root, "usecases/a.yaml")(raw).problems}


# The example of an unknown key means one that is there already.
@pytest.mark.parametrize("rule", sorted(set(MENDABLE) - {"unknown-key"}))
def test_an_example_of_each_rule_is_mended(rule: str, tmp_path: Path) -> None:
    examples = [path.read_bytes() for path in (EXAMPLES / "invalid" / rule).glob("*.yaml")]
    assert all(rule in rules_of(raw, tmp_path) for raw in examples)
    kind = reader(tmp_path, "usecases/a.yaml")
    after = [mend(raw, kind, guess=True).after for raw in examples]
    assert any(rule not in rules_of(raw, tmp_path) for raw in after)


def test_what_another_reader_reads_differently_is_left_alone(
    mended: Callable[..., Mended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ucops.reading.mend.well_kept", lambda *_: False)
    result = mended("title: no\nproblem: X\n")
    assert result.count == 0
    assert "ruamel.yaml reads it in another way" in result.obstacle
