"""What does not fit the model is explained at its place, and the rest is in the catalog."""

from __future__ import annotations

from pathlib import Path

import pytest
from programme import loaded, places

from ucops.model.values import LinkState
from ucops.rules.engine.form import FORM_RULES
from ucops.text.problem import PROBLEM_LIMIT

HEAD = "title: A\nproblem: B\n"
AS_A_DAY = "write it as year-month-day, such as 1999-12-31"
AS_A_SPAN = f"{AS_A_DAY}, or as 1999-12, 1999-Q4, 1999-H2 or 1999"

# a third line: the rule, its column, a part of message and hint
LINES = {
    "tier: '1'": ("quoted-number", 7, "tier: 1"),
    "tier: 4": ("unknown-value", 7, "one of: 1, 2, 3"),
    "tier: yes": ("unknown-value", 7, "one of: 1, 2, 3"),
    "tier: 1.0": ("unknown-value", 7, "write: tier: 1"),
    "tier: Tier 2": ("unknown-value", 7, "write: tier: 2"),
    "tier: Tier 4": ("unknown-value", 7, "one of: 1, 2, 3"),
    "bom: {demo-video: The demo}": ("mapping-expected", 19, "{title: The demo}}"),
    "bom: {deck: 'A, B'}": ("mapping-expected", 13, 'deck: {title: "A, B"}}'),
    "bom: {deck: 7}": ("mapping-expected", 13, "what is known of it: deck: {title: …}"),
    "bom: {deck: n/a}": ("mapping-expected", 13, "say why, in your own words: deck: {skip: …}"),
    "bom: {deck: no}": ("mapping-expected", 13, "say why, in your own words: deck: {skip: …}"),
    "bom: {deck: tbd}": ("mapping-expected", 13, "write nothing behind the colon"),
    "bom: {deck: '?'}": ("mapping-expected", 13, "write nothing behind the colon"),
    "bom: {deck: yes}": ("mapping-expected", 13, "write nothing behind the colon"),
    "bom: {deck: Done}": ("mapping-expected", 13, "deck: {deliverable: https://…}"),
    "bom: {deck: https://a.example/x}": (
        "mapping-expected",
        13,
        "write: bom: {deck: {deliverable: https://a.example/x}}",
    ),
    "bom: {deck: https://github.com/o/r/issues/42}": (
        "mapping-expected",
        13,
        "write: bom: {deck: {issue: 42}}",
    ),
    "bom: {deck: '#42'}": ("mapping-expected", 13, "write: bom: {deck: {issue: 42}}"),
    "bom: {deck: 2026-12-11}": ("mapping-expected", 13, "write: bom: {deck: {due: 2026-12-11}}"),
    "bom: {deck: 11.12.2026}": ("mapping-expected", 13, "write: bom: {deck: {due: 2026-12-11}}"),
    "bom: {deck: '@octo-a'}": ("mapping-expected", 13, "write: bom: {deck: {owner: octo-a}}"),
    "competitors: {a: n/a}": ("mapping-expected", 18, "a: {title: …, comparison: …}"),
    "competitors: {a: https://a.example}": (
        "mapping-expected",
        18,
        "its title, too: a: {title: …, comparison: https://a.example}",
    ),
    "competitors: {a: A}": ("mapping-expected", 18, "write: competitors: {a: {title: A}}"),
    "summary: {title: A}": ("wrong-type", 10, "write: summary: A"),
    "summary: {title: 'A: b'}": ("wrong-type", 10, 'write: summary: "A: b"'),
    "personas: [a; B b]": ("bad-slug", 12, "personas: [a, b-b]"),
    "ti\u200ber: 1": ("control-character", 1, "write: tier: 1"),
    "tier: 1\u00a0": ("control-character", 7, "a no-break space stands in tier"),
    "status: active\u00a0": ("control-character", 9, "type: active"),
    "status: a\u200bctive": ("control-character", 9, "a character without width"),
    "tier\u00a0: 1": ("control-character", 1, "delete the key and type: tier"),
    "team: {pmm: octo\u00a0}": None,
    "summary: ' '": ("empty-value", 1, "summary has no value"),
    "personas: []": ("empty-value", 1, "personas has no value"),
    "discovery_questions: ['']": ("empty-value", 23, "after the dash"),
    "links: {bom: {a: {}}}": ("unknown-key", 14, "bom belongs at the left edge"),
    "links: {chat: {pending:https://example.com/1}}": ("missing-space", 15, "{pending: https"),
    "bom: {a: {team: {pmm: octo-a}}}": ("unknown-key", 11, "team belongs at the left edge"),
    "bom: {a: {status: done}}": ("unknown-key", 11, "stands on GitHub"),
    "bom: {a: {skip: true}}": ("yes-no-word", 17, "say why"),
    "bom: {a: {role: [pmm]}}": ("wrong-type", 17, "write pmm, or"),
    "bom: {a: {quantity: '2'}}": ("quoted-number", 21, "quantity: 2}"),
    "bom: {a: {quantity: 2 to 3}}": ("bad-quantity", 21, "quantity: 2-3}"),
    "bom: {a: {issue: '#42'}}": ("wrong-type", 18, "issue: 42}"),
    "bom: {a: {due: 2026-13}}": ("bad-date", 16, "year-month-day"),
    "bom: {\u00fcber: {}}": ("bad-slug", 7, "ueber: {}"),
    "bom: {\u30d9: {}}": ("bad-slug", 7, "from a to z"),
    "team: {pmm: octo-a and octo-b}": ("two-in-one-seat", 13, "pmm: [octo-a, octo-b]"),
    "budget: {name it}": ("wrong-type", 9, 'budget: "{name it}"'),
    "tier:": ("empty-value", 1, "tier has no value"),
    "status: Active": ("unknown-value", 9, "did you mean 'active'?"),
    "status: [active]": ("unknown-value", 9, "a list"),
    "summary: no": ("yes-no-word", 10, 'summary: "no"'),
    "summary: 'on'": None,
    "summary: 1.10": ("bare-number", 10, 'summary: "1.10"'),
    "summary: 2026-11-30": ("bare-date", 10, 'summary: "2026-11-30"'),
    "summary: 12:30": ("sexagesimal", 10, 'summary: "12:30"'),
    "summary: [a]": ("wrong-type", 10, 'write a, or "[a]" if'),
    "summary: [a, b]": ("wrong-type", 10, "summary is one text, not a list"),
    "summary: {a: b, c: d}": ("wrong-type", 10, "`key: value` lines stands here"),
    "sumary: x": ("unknown-key", 1, "did you mean 'summary'?"),
    "valuedrivers: {}": ("unknown-key", 1, "did you mean 'value_drivers'?"),
    "xyzzy: 1": ("unknown-key", 1, "there is no key xyzzy"),
    "no: x": ("unknown-key", 1, "there is no key no"),
    "personas: dev-lead": ("list-expected", 11, "personas: [dev-lead]"),
    "personas: dev-lead, cio": ("list-expected", 11, "personas: [dev-lead, cio]"),
    "personas: {a: b}": ("list-expected", 11, "a dash in front"),
    "personas: [2024]": ("bare-digit-slug", 12, 'personas: ["2024"]'),
    "personas: [Dev Lead]": ("bad-slug", 12, "personas: [dev-lead]"),
    f"personas: [{'a' * 41}]": ("bad-slug", 12, "longer than 40"),
    "discovery_questions: [How: long?]": ("colon-in-text", 23, '["How: long?"]'),
    "bom: [demo-video]": ("mapping-expected", 6, "write: bom: {demo-video: }"),
    "bom: {2024: {}}": ("bare-digit-slug", 7, 'bom: {"2024": {}}'),
    'bom: {"2024": {}}': None,
    "bom: {a: {due: 2026-02-30}}": ("impossible-date", 16, "ends on 2026-02-28"),
    "bom: {a: {due: 2026-13-30}}": ("impossible-date", 16, "year-month-day"),
    "bom: {a: {due: 2026-11-30 10:00:00}}": ("date-with-time", 16, "due: 2026-11-30}"),
    "bom: {a: {due: 2026-11-30 10:00}}": ("date-with-time", 16, "due: 2026-11-30}"),
    "bom: {a: {due: 30.11.2026}}": ("bad-date", 16, "due: 2026-11-30}"),
    "bom: {a: {due: 20261130}}": ("bad-date", 16, "due: 2026-11-30}"),
    "bom: {a: {due: 31.11.2026}}": ("bad-date", 16, "year-month-day"),
    "bom: {a: {due: 12/30/2026}}": ("bad-date", 16, "due: 2026-12-30}"),
    "bom: {a: {due: 30-12-2026}}": ("bad-date", 16, "due: 2026-12-30}"),
    "bom: {a: {due: 12/11/2026}}": ("bad-date", 16, "write 2026-12-11 or 2026-11-12"),
    "bom: {a: {due: 11/11/2026}}": ("bad-date", 16, "due: 2026-11-11}"),
    "bom: {a: {due: 'Dec 11, 2026'}}": ("bad-date", 16, "due: 2026-12-11}"),
    "bom: {a: {due: 'December 11th, 2026'}}": ("bad-date", 16, "due: 2026-12-11}"),
    "bom: {a: {due: 11 December 2026}}": ("bad-date", 16, "due: 2026-12-11}"),
    "bom: {a: {due: 2nd of May 2026}}": ("bad-date", 16, "due: 2026-05-02}"),
    "bom: {a: {due: 18. M\u00e4rz 2026}}": ("bad-date", 16, "due: 2026-03-18}"),
    "bom: {a: {due: 18 ao\u00fbt 2026}}": ("bad-date", 16, "due: 2026-08-18}"),
    "bom: {a: {due: 18 Smarch 2026}}": ("bad-date", 16, "year-month-day"),
    "bom: {a: {due: 31 June 2026}}": ("bad-date", 16, "year-month-day"),
    "bom: {a: {due: 2026\u201312\u201318}}": ("bad-date", 16, "the dashes or digits"),
    "bom: {a: {due: \uff12\uff10\uff12\uff16-12-18}}": ("bad-date", 16, "due: 2026-12-18}"),
    "bom: {a: {due: soon}}": ("bad-date", 16, "'soon' is not a date"),
    "bom: {a: {due: ASAP}}": ("bad-date", 16, f"{AS_A_SPAN}, or tbd while it is open"),
    "bom: {a: {start: tbd (after launch)}}": ("bad-date", 18, "or tbd while it is open"),
    "bom: {a: {reviewed: in March}}": ("bad-date", 21, "or tbd while it is open"),
    "bom: {a: {retired: soon}}": ("bad-date", 20, AS_A_DAY),
    "bom: {a: {due: Q4 2026}}": ("bad-date", 16, "due: 2026-Q4}"),
    "bom: {a: {due: KW 50}}": ("bad-date", 16, "in which year week 50 is"),
    "bom: {a: {due: 2026-14-13}}": ("impossible-date", 16, f"{AS_A_SPAN}, or tbd"),
    "bom: {a: {due: 2026-18-12}}": ("impossible-date", 16, "due: 2026-12-18}"),
    "bom: {a: {due: 2026.18.12}}": ("bad-date", 16, "due: 2026-12-18}"),
    "bom: {a: {due: 2026-12-11th}}": ("bad-date", 16, "due: 2026-12-11}"),
    "bom: {a: {due: \u201c2026-12-11\u201d}}": ("bad-date", 16, "due: 2026-12-11}"),
    "bom: {a: {due: 11.12.26}}": ("bad-date", 16, "write 2026-11-12 or 2026-12-11, whichever"),
    "bom: {a: {due: 11/12/26}}": ("bad-date", 16, "write 2026-11-12 or 2026-12-11, whichever"),
    "bom: {a: {due: 11/30/26}}": ("bad-date", 16, "due: 2026-11-30}"),
    "bom: {a: {due: 30.11.26}}": ("bad-date", 16, "due: 2026-11-30}"),
    "bom: {a: {due: 36525}}": ("bad-date", 16, AS_A_SPAN),
    "bom: {a: {due: 73051}}": ("bad-date", 16, AS_A_SPAN),
    "bom: {a: {due: 46367.5}}": ("bad-date", 16, AS_A_SPAN),
    "analysts: [{firm: F, report: R, date: 2019/09/30}]": ("bad-date", 39, "date: 2019-09-30}"),
    "bom: {a: {due: tbd}}": None,
    "bom: {a: {retired: '2026-11-30'}}": None,
    "bom: {a: {issue: '12'}}": ("quoted-number", 18, "issue: 12}"),
    "bom: {a: {issue: 0}}": ("out-of-range", 18, "as small as 0"),
    "bom: {a: {issue: many}}": ("wrong-type", 18, "a whole number"),
    "bom: {a: {priority: '2'}}": ("quoted-number", 21, "priority: 2}"),
    "bom: {a: {quantity: 3-2}}": ("bad-quantity", 21, "2-3"),
    "bom: {a: {quantity: 03}}": ("octal-number", 21, "digits alone"),
    "bom: {a: {owner: '--'}}": ("bad-login", 18, "octo-pmm"),
    "bom: {a: {owner: 12}}": ("bare-number", 18, 'owner: "12"'),
    "bom: {a: {owner: '@octo'}}": ("login-at-sign", 18, "owner: octo}"),
    "bom: {a: {skip: }}": ("empty-value", 11, "skip has no value"),
    "bom: {a: {title: }, b: {}}": ("empty-value", 11, "title has no value"),
    "bom: {a: }": None,
    "team: {pmm: '@octo'}": ("login-at-sign", 13, "pmm: octo}"),
    "team: {pmm: [octo, '@other']}": ("login-at-sign", 20, "[octo, other]"),
    "team: {pmm: {a: b}}": ("bad-login", 13, "an entry with `key: value` lines is not"),
    "team: {pmm: no}": ("yes-no-word", 13, 'pmm: "?"} (nobody is named yet), or name a person'),
    "team: {pmm: [octo, Yes]}": ("yes-no-word", 20, '[octo, "?"]'),
    "bom: {a: {owner: off}}": ("yes-no-word", 18, 'owner: "?"}'),
    "team: {pmm: , tmm: tbd}": None,
    "links: {chat: {a: b}}": ("bad-link", 15, "pending"),
    "links: {chat: 12}": ("bare-number", 15, '"12"'),
    "links: {chat: , epic: n/a, topic-page: {pending: https://example.com/1}}": None,
    "analysts: [{firm: F, report: R, date: 2019}]": None,
    "analysts: [{firm: F, report: R, date: 2019-09}]": None,
    "analysts: [{firm: F, report: R, date: fall}]": ("bad-date", 39, "or 1999"),
    "analysts: [{firm: F, report: R, date: 2019-09-01 10:00:00}]": ("date-with-time", 39, "2019"),
    "analysts: [{firm: F}]": ("missing-field", 12, "analysts has no report"),
    "market_requirements: {a: {}}": ("missing-field", 23, "a has no title"),
    "market_requirements: {a: x}": ("mapping-expected", 26, "a has `key: value` lines"),
    "market_requirements: {a:b}": ("missing-space", 23, "{a: b}"),
    "market_requirements: {a: {title:x}}": ("missing-space", 27, "title: x"),
    "market_requirements: {No: {title: x}}": ("yes-no-word", 23, '"No": {title: x}'),
    "proof_points: [{customer: C, public: yes}]": None,
    "proof_points: [{customer: C, public: 'no'}]": (
        "wrong-type",
        38,
        "public: false",
    ),
    "proof_points: [{customer: C, public: 'yes'}]": ("wrong-type", 38, "public: true"),
    "proof_points: [{customer: C, public: not yet}]": (
        "wrong-type",
        38,
        "write true once they have agreed",
    ),
    "measures: {a: {title: T, target: '500'}}": ("quoted-number", 34, "target: 500}"),
    "measures: {a: {title: T, target: '1,500'}}": ("wrong-type", 34, "target: 1500}"),
    "measures: {a: {title: T, target: .nan}}": ("wrong-type", 34, "a number"),
    "measures: {a: {title: T, target: 1_000}}": ("underscore-number", 34, "target: 1000}}"),
    "measures: {a: {title: T, target: 0900}}": ("wrong-type", 34, "target: 900}}"),
    "measures: {a: {title: T, target: '0900'}}": ("quoted-number", 34, "target: 900}}"),
    "measures: {a: {title: T, target: \uff13\uff10}}": ("wrong-type", 34, "target: 30}}"),
    "measures: {a: {title: T, target: '-1.50'}}": ("quoted-number", 34, "target: -1.50}}"),
    "measures: {a: {title: T, target: '+0'}}": ("quoted-number", 34, "target: 0}}"),
    "measures: {a: {title: T, target: tbd}}": ("wrong-type", 34, "leave the line out"),
    "tier: \uff11": ("unknown-value", 7, "write: tier: 1"),
    "bom: {a: {quantity: 2026-11}}": ("bad-quantity", 21, "write 3, 2-3 or 1+"),
    "measures: {a: {title: T, values: {2026-02-30: 1}}}": ("impossible-date", 35, "02-28"),
    "measures: {a: {title: T, values: {2026-02-28: x}}}": ("wrong-type", 47, "a number"),
    "feedback: [{date: 2026-11-02, from: field, text: T}]": None,
    "feedback: [{date: tbd, from: field, text: T}]": None,
    "feedback: [{date: soon, from: field, text: T}]": ("bad-date", 19, f"{AS_A_DAY}, or tbd"),
    "feedback: [{date: , from: field, text: T}]": ("empty-value", 13, "date has no value"),
    "feedback: [{from: field, text: T}]": ("missing-field", 12, "date"),
    "analysts: [{firm: F, report: R, date: n/a}, {firm: F, report: S, date: TBD}]": None,
    "analysts: [{firm: F, report: R, date: }]": ("empty-value", 33, "date has no value"),
    "message_house:": ("empty-value", 1, "message_house has no value"),
    "value_drivers: {a: {metric: }}": ("empty-value", 21, "metric has no value"),
    "discovery_questions: [a, ]": None,
    "discovery_questions: [a, ~]": ("empty-value", 26, "has no value"),
}


@pytest.mark.parametrize(("line", "expected"), LINES.items())
def test_a_line_is_explained(
    tmp_path: Path, line: str, expected: tuple[str, int, str] | None
) -> None:
    problems = loaded(tmp_path, HEAD + line + "\n").problems
    if expected is None:
        assert problems == ()
        return
    rule, column, words = expected
    [problem] = problems
    assert places(problems) == [(rule, 3, column)]
    assert words in f"{problem.message} / {problem.hint}"
    assert rule in FORM_RULES
    assert problem.file == "usecases/ci.yaml"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("problem: B\n", ["missing-title"]),
        ("title: A\n", ["missing-problem"]),
        ("summary: C\n", ["missing-problem", "missing-title"]),
        ("title: ''\nproblem: ''\n", ["empty-value", "empty-value"]),
        ("title: #A\nproblem: B\n", ["comment-cut"]),
        ("title: ]\nproblem: B\n", ["syntax"]),
        ("title: @octo\nsummary: x\n", ["missing-problem", "at-sign"]),
    ],
)
def test_what_a_use_case_needs(tmp_path: Path, text: str, rules: list[str]) -> None:
    found = loaded(tmp_path, text)
    assert [one.rule for one in found.problems] == rules
    assert found.catalog.entries["ci"].use_case.title


def test_what_does_not_fit_is_left_out_and_the_rest_is_kept(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        "title: no\nproblem: B\nstatus: active\ntier: nine\n"
        "team: {pmm: '--', tmm: octo}\n"
        "links: {chat: '#ci', epic: 12}\n"
        "analysts: [{firm: F}, {firm: F, report: R}]\n"
        "bom: {a: {due: x, priority: 1}, b: {title: T}, c: foo}\n",
    )
    use_case = found.catalog.entries["ci"].use_case
    assert (use_case.title, use_case.status, use_case.tier) == ("ci", "active", 3)
    assert list(use_case.team) == ["tmm"]
    assert {kind: [link.state for link in links] for kind, links in use_case.links.items()} == {
        "chat": [LinkState.PRESENT]
    }
    assert [one.firm for one in use_case.analysts] == ["F"]
    assert (use_case.bom["a"].due, use_case.bom["a"].priority) == (None, 1)
    assert list(use_case.bom) == ["a", "b"]
    assert len(found.problems) == 7


def test_of_several_people_in_a_seat_only_those_that_are_wrong_are_blamed(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        "title: T\nproblem: P\nteam:\n"
        "  tmm: [octo-a, Octo B, tbd, '@octo-c']\n  pmm:\n    - octo-d\n    - 5\n    - [octo-e]\n",
    )
    assert places(found.problems) == [
        ("bad-login", 4, 17),
        ("login-at-sign", 4, 30),
        ("bare-number", 7, 7),
        ("bad-login", 8, 7),
    ]
    seats = found.catalog.entries["ci"].use_case.team
    assert {role: seat.people for role, seat in seats.items()} == {
        "tmm": ("octo-a", "octo-c"),
        "pmm": ("octo-d",),
    }


def test_a_place_is_reported_once(tmp_path: Path) -> None:
    found = loaded(tmp_path, "title: 12:30\nproblem: 0123\nsummary: #x\n")
    assert places(found.problems) == [
        ("sexagesimal", 1, 8),
        ("octal-number", 2, 10),
        ("comment-cut", 3, 10),
    ]


def test_more_problems_than_anybody_reads_are_summed_up(tmp_path: Path) -> None:
    many = "".join(f"k{n}: 1\n" for n in range(PROBLEM_LIMIT + 5))
    found = loaded(tmp_path, HEAD + many)
    assert len(found.problems) == PROBLEM_LIMIT + 1
    assert "more-problems" in {one.rule for one in found.problems}


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ("personas:\n" + "- ~\n" * (PROBLEM_LIMIT + 5), 1),
        ("links:\n  a:\n    b:\n" + "      - \n" * 3, 0),
        ("bom:\n" + "".join(f"  i{n}: {{owner: '@x'}}\n" for n in range(PROBLEM_LIMIT + 5)), 1),
        ("bom:\n" + "".join(f"  i{n}: {{title: ~}}\n" for n in range(PROBLEM_LIMIT + 5)), 1),
        ("".join(f"a: {n}\n" for n in range(PROBLEM_LIMIT + 5)), 1),
    ],
)
def test_every_kind_of_problem_is_summed_up(tmp_path: Path, lines: str, count: int) -> None:
    rules = [one.rule for one in loaded(tmp_path, HEAD + lines).problems]
    assert rules.count("more-problems") == count
    assert len(rules) <= 2 * PROBLEM_LIMIT + 2


def test_entries_that_fit_nothing_else_are_told_one_by_one(tmp_path: Path) -> None:
    text = "market_requirements: {a: {nonsense: A}, b: {nonsense: B}}\n"
    assert len(loaded(tmp_path, HEAD + text).problems) == 4


def test_a_part_that_is_wrong_throughout_lacks_no_key(tmp_path: Path) -> None:
    text = "scenarios:\n  pmm: octo-a\n  tmm: octo-b\n  pm: octo-c\n"
    assert {one.rule for one in loaded(tmp_path, HEAD + text).problems} == {"mapping-expected"}
