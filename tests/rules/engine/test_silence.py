from __future__ import annotations

from collections.abc import Callable

import pytest

from ucops.reading.load import Loaded
from ucops.rules.check import checked
from ucops.rules.engine.finding import Finding

Found = Callable[[str], tuple[Finding, ...]]
HTTP = "http://example.com/a"


def about(findings: tuple[Finding, ...]) -> dict[str, int]:
    """The findings about silences and about unencrypted links, with their lines."""
    return {
        finding.rule: finding.line
        for finding in findings
        if finding.rule.startswith("silence-") or finding.rule == "insecure-link"
    }


def test_a_comment_in_the_first_line_silences_the_second(
    found: Callable[[dict[str, str]], tuple[Finding, ...]],
) -> None:
    text = f"# ucops: ignore[insecure-link] moves soon\nsummary: {HTTP}\ntitle: A\nproblem: B.\n"
    assert about(found({"usecases/a.yaml": text})) == {}


@pytest.mark.parametrize(
    "text",
    [
        f"summary: {HTTP}  # ucops: ignore[insecure-link] moves soon\n",
        f"# ucops: ignore[insecure-link] moves soon\nsummary: {HTTP}\n",
        f"# ucops: ignore[insecure-link]: moves soon\n# and then\n\nsummary: {HTTP}\n",
        f"links:\n  # ucops: ignore[ insecure-link ] moves soon\n  topic-page: {HTTP}\n",
        f"links:\n  # ucops: ignore[insecure-link] soon\n   \n  # and then\n  topic-page: {HTTP}\n",
        f"summary: {HTTP}  #ucops:ignore[insecure-link] moves soon\n",
        f"summary: {HTTP}  # ucops: ignore[insecure-link] moves soon\n\ntier: 3\n",
        f"summary: {HTTP} @octo-a  # ucops: ignore[insecure-link,mention-in-text] both meant\n",
    ],
)
def test_a_comment_silences_on_its_line_or_the_next(found: Found, text: str) -> None:
    findings = found(text)
    assert about(findings) == {}
    assert "mention-in-text" not in {finding.rule for finding in findings}


def test_a_comment_at_the_title_silences_nothing_in_another_comment(found: Found) -> None:
    text = (
        "title: A  # ucops: ignore[password-in-text] none here\nproblem: B.\n"
        "budget: Development  # demo login octo, password=Sommer2026\n"
    )
    rules = {finding.rule for finding in found(text)}
    assert {"password-in-text", "silence-without-effect"} <= rules


def test_a_comment_above_a_text_of_several_lines_silences_what_is_inside(found: Found) -> None:
    text = "# ucops: ignore[unclosed-block] shown so\nsummary: |\n  a\n\n  ```\n"
    names = {finding.rule for finding in found(text)}
    assert names.isdisjoint({"unclosed-block", "silence-without-effect"})
    (said,) = (one for one in found(text.replace("ucops:", "")) if one.rule == "unclosed-block")
    assert said.line == 7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"summary: {HTTP}\n# ucops: ignore[insecure-link] too late\ntier: 3\n",
            {"insecure-link": 3, "silence-without-effect": 4},
        ),
        (
            f"# ucops: ignore[html-in-text] another rule\nsummary: {HTTP}\n",
            {"insecure-link": 4, "silence-without-effect": 3},
        ),
        (
            f"summary: {HTTP}  # ucops: ignore[insecure-link]\n",
            {"silence-without-reason": 3},
        ),
        (
            f"summary: {HTTP}  # ucops: ignore\n",
            {"insecure-link": 3, "silence-of-unknown-rule": 3},
        ),
        (
            f"summary: {HTTP}  # ucops: ignore[insecure] for now\n",
            {"insecure-link": 3, "silence-of-unknown-rule": 3},
        ),
        (
            "team: {zz: octo-a}  # ucops: ignore[unknown-role] our word\n",
            {"silence-of-error": 3},
        ),
        ("tier: 3\n# ucops: ignore[no-date] nothing follows\n", {"silence-without-effect": 4}),
    ],
)
def test_a_comment_that_does_not_help_is_reported(
    found: Found, text: str, expected: dict[str, int]
) -> None:
    assert about(found(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "summary: |\n  To silence it:\n  # ucops: ignore[insecure-link] why\ntier: 3\n",
        'summary: "write # ucops: ignore[insecure-link] why"\n',
        "summary: write#ucops: ignore[insecure-link] why\n",
        "summary: write\u00a0#ucops:ignore[insecure-link] why\n",
    ],
)
def test_text_is_no_comment(found: Found, text: str) -> None:
    assert about(found(text)) == {}


def test_a_file_that_is_one_text_holds_no_comment(
    found: Callable[[dict[str, str]], tuple[Finding, ...]],
) -> None:
    assert about(found({"usecases/a.yaml": "|\n  # ucops: ignore[no-date] why\n"})) == {}


def test_a_comment_behind_a_text_is_one_again(found: Found) -> None:
    first = "summary: |\n  # ucops: ignore[insecure-link] why\n"
    comment = "# ucops: ignore[insecure-link] moves soon\n"
    assert about(found(f"{first}{comment}links: {{topic-page: {HTTP}}}\n")) == {}


def test_an_error_is_never_silenced(found: Found) -> None:
    findings = found("team: {zz: octo-a}  # ucops: ignore[unknown-role] our word\n")
    assert "unknown-role" in {finding.rule for finding in findings}


def test_silences_are_read_in_a_file_that_yaml_cannot_read(found: Found) -> None:
    findings = found(f"summary: {HTTP}  # ucops: ignore[insecure-link] soon\nteam: [\n")
    assert "insecure-link" not in {finding.rule for finding in findings}


def test_a_complaint_can_be_switched_off(found: Found) -> None:
    config = "# ucops.yaml\nversion: 1\nrules: {silence-without-reason: off}\n"
    assert about(found(f"summary: {HTTP}  # ucops: ignore[insecure-link]\n{config}")) == {}


def test_what_is_made_an_error_is_not_silenced(found: Found) -> None:
    config = "# ucops.yaml\nversion: 1\nrules: {insecure-link: error}\n"
    text = f"summary: {HTTP}  # ucops: ignore[insecure-link] soon\n{config}"
    assert about(found(text)) == {"insecure-link": 3, "silence-without-effect": 3}


def test_what_is_silenced_is_told_with_its_reasons_in_order(
    written: Callable[[dict[str, str]], Loaded],
) -> None:
    lines = [f"  {kind}: {HTTP}  # ucops: ignore[insecure-link] {kind}\n" for kind in ("z", "y")]
    text = f"title: A\nproblem: B.\nlinks:\n{''.join(lines)}"
    silenced = checked(written({"usecases/b.yaml": text, "usecases/a.yaml": text})).silenced
    told = [(one.file[-6:], one.line, why) for one, why in silenced if one.rule == "insecure-link"]
    assert told == [("a.yaml", 4, "z"), ("a.yaml", 5, "y"), ("b.yaml", 4, "z"), ("b.yaml", 5, "y")]


def test_what_is_silenced_is_told_by_line_whichever_rule_finds_it(
    written: Callable[[dict[str, str]], Loaded],
) -> None:
    texts = {"insecure-link": f"See {HTTP}", "mention-in-text": "Ask @octo-a"}
    for names in (list(texts), list(reversed(texts))):
        lines = [f'  - "{texts[name]}"  # ucops: ignore[{name}] meant\n' for name in names]
        text = f"title: A\nproblem: B.\ndiscovery_questions:\n{''.join(lines)}"
        silenced = checked(written({"usecases/a.yaml": text})).silenced
        assert [(one.rule, one.line) for one, _ in silenced] == [(names[0], 4), (names[1], 5)]


def test_a_comment_at_the_end_silences_nothing_above(found: Found) -> None:
    findings = found("tier: 3\n# ucops: ignore[no-buyer] later\n")
    assert {"no-buyer", "silence-without-effect"} <= {finding.rule for finding in findings}


def test_each_name_of_a_comment_has_to_have_an_effect(found: Found) -> None:
    findings = found(f"summary: {HTTP}  # ucops: ignore[insecure-link, no-date] both\n")
    (complaint,) = (one for one in findings if one.rule == "silence-without-effect")
    assert complaint.message == "There is nothing to ignore here: 'no-date' finds nothing."


@pytest.mark.parametrize("end", ["\n", "  \n", "\t\n"])
def test_a_complaint_points_at_the_comment(found: Found, end: str) -> None:
    findings = found(f"tier: 3  # ucops: ignore[no-date] x{end}")
    (complaint,) = (one for one in findings if one.rule == "silence-without-effect")
    assert (complaint.column, complaint.end_column) == (10, 36)


def test_a_comment_does_not_go_on_in_the_next_line(found: Found) -> None:
    assert about(found("#\nsummary: a\n# ucops:\n# ignore[no-date] x\n")) == {}


def test_lines_may_end_the_windows_way(found: Found) -> None:
    text = f"# ucops: ignore[insecure-link]\r\nsummary: {HTTP}\r\n"
    head = "title: A\r\nproblem: B.\r\n"
    assert about(found({"usecases/a.yaml": head + text})) == {"silence-without-reason": 3}


def test_a_name_given_twice_is_complained_about_once(found: Found) -> None:
    findings = found("# ucops: ignore[no-such, no-such] x\nsummary: A\n")
    assert [one.rule for one in findings].count("silence-of-unknown-rule") == 1


@pytest.mark.parametrize("line", ["status: failed", "tier: 1", "budget: none so far."])
def test_what_yaml_accepts_as_text_can_be_silenced(found: Found, line: str) -> None:
    text = f"problem: |\n  A person reads\n  {line}\n"
    loud = found(f"# usecases/a.yaml\ntitle: A\n{text}")
    assert [one.severity for one in loud if one.rule == "joined-lines"] == ["warning"]
    silence = "# ucops: ignore[joined-lines] it is prose\n"
    quiet = found(f"# usecases/a.yaml\ntitle: A\n{silence}{text}")
    assert not {"joined-lines", "silence-without-effect"} & {one.rule for one in quiet}
