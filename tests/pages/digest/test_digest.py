"""What the digest and the agenda say, and Slack's limits."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programme_data import TODAY, closed, day, entry, issue, item, programme

from ucops import resources
from ucops.pages.digest.agenda import agenda
from ucops.pages.digest.json import as_json
from ucops.pages.digest.slack import as_slack
from ucops.pages.digest.text import as_text
from ucops.pages.digest.view import Digest, Line, Section, digest
from ucops.pages.templating import render, templates
from ucops.progress.news import Earlier, News, news
from ucops.progress.programme import Programme

SINCE = day("2026-11-16")
NASTY = "@octo-tmm <!channel> <https://evil.example|x> a|b *bold* `code` & #12\nline\x1b[31m"
FEEDBACK = [
    {"date": "2026-11-18", "from": "field", "text": "Buyers ask for a price & a plan."},
    {"date": "2026-11-01", "from": "field", "text": "Answered long ago.", "disposition": "done"},
    {"date": "2026-10-01", "from": "sales call", "text": "Nobody answered."},
    {"date": "2026-11-17", "from": "Webinar event", "text": NASTY, "disposition": "planned"},
]


def sample() -> Programme:
    ci = entry(
        "ci",
        item("ci/demo", title="Demo video", responsible="octo-tmm"),
        item("ci/deck", title=NASTY, depends_on=("ci/demo",)),
        item("ci/late", title="Battlecard", due=day("2026-11-20"), responsible=None),
        item("ci/begun", title="Webcast"),
        item(
            "ci/old",
            title="Old video",
            type="video",
            deliverable="https://example.com/v",
            reviewed=day("2020-01-01"),
        ),
        title="Continuous integration",
        team={"pmm": "octo-pmm", "tmm": "octo-tmm"},
        links={"resource-page": "https://example.com/ci"},
        feedback=FEEDBACK,
    )
    return programme(
        ci,
        issues=(
            closed("ci/demo", 1, on="2026-11-20"),
            issue("ci/deck", 2),
            replace(issue("ci/late", 3), created_at="2026-11-17T08:00:00Z"),
            issue("ci/begun", 4, "status:in-progress"),
        ),
        people={"octo-tmm": {"name": "Olivia Example"}},
        title="Use-case go-to-market",
    )


BEFORE = Earlier(day("2026-11-13"), {"ci/begun": "planned", "ci/old": "done"})


def found(before: Earlier | None = BEFORE) -> tuple[Programme, News]:
    measured = sample()
    return measured, news(measured.use_cases, SINCE, TODAY, before=before)


def meeting() -> Digest:
    measured, changed = found()
    return agenda(measured, measured.use_cases[0], changed)


def markdown(shown: Digest) -> str:
    return render(
        templates([resources.templates()], "https://github.com"), "digest.md.j2", {"digest": shown}
    )


SHOWN: dict[str, Callable[[], Digest]] = {"digest": lambda: digest(*found()), "agenda": meeting}
FORMS: dict[str, Callable[[Digest], str]] = {"txt": as_text, "md": markdown, "slack.json": as_slack}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SHOWN)
def test_golden(name: str, form: str, golden: Callable[[str, str], None]) -> None:
    golden(f"digest/{name}.{form}", FORMS[form](SHOWN[name]()))


@pytest.mark.parametrize("name", SHOWN)
def test_nobody_is_called(name: str) -> None:
    shown = SHOWN[name]()
    assert "@octo" not in markdown(shown)
    slack = as_slack(shown)
    assert "<!" not in slack
    assert "<@" not in slack
    assert "<https://evil" not in slack


def test_what_is_not_known_is_said() -> None:
    shown = digest(*found(None))
    (started,) = [section for section in shown.sections if section.title == "Started"]
    assert started.note.startswith("Left out")
    assert json.loads(as_json(found(None)[1], None))["started"] is None


def test_the_agenda_has_the_four_points_of_a_team_s_meeting() -> None:
    shown = meeting()
    assert [section.title.split(".")[0] for section in shown.sections] == ["1", "2", "3", "4"]
    content, field, campaigns, priorities = shown.sections
    assert [line.title for line in content.lines][:2] == ["Resource page", "Demo video"]
    assert ("needs a refresh",) in [line.facts for line in content.lines]
    assert [line.facts[-1] for line in field.lines] == ["no answer yet", "no answer yet"]
    assert [line.who for line in campaigns.lines] == ["Webinar event"]
    assert any("open seats" in line.title for line in priorities.lines)


def test_json_says_the_same() -> None:
    _, changed = found()
    data = json.loads(as_json(changed, meeting()))
    assert (data["version"], data["since"], data["as_of"]) == (1, "2026-11-16", "2026-11-22")
    assert data["compared_with"] == "2026-11-13"
    assert [(one["key"], one["on"]) for one in data["finished"]] == [("ci/demo", "2026-11-20")]
    assert [one["key"] for one in data["started"]] == ["ci/begun"]
    assert [one["key"] for one in data["late"]] == ["ci/late"]
    assert data["turns"][-1]["person"] is None
    assert len(data["agenda"]) == 4


TEXTS = st.sampled_from(["a &<>|@\n*_é🙂", "&" * 900, "x" * 5000, "word " * 300, '"\\' * 500])
LINES = st.builds(
    Line,
    TEXTS,
    st.none() | TEXTS | TEXTS.map(lambda text: f"https://example.com/{text}"),
    st.lists(TEXTS, max_size=3).map(tuple),
    st.just("") | TEXTS,
)
SECTIONS = st.builds(Section, TEXTS, st.lists(LINES, max_size=20).map(tuple), st.just("Nothing."))
DIGESTS = st.builds(Digest, TEXTS, st.tuples(TEXTS), st.lists(SECTIONS, max_size=70).map(tuple))


def within_the_limits_of_slack(message: dict[str, Any]) -> None:
    """What https://docs.slack.dev/reference/block-kit says of blocks, and of a whole message."""
    blocks = message["blocks"]
    assert 1 <= len(blocks) <= 50
    assert len(message["text"]) <= 4000
    header, *sections = blocks
    assert header["type"] == "header"
    assert 1 <= len(header["text"]["text"]) <= 150
    for block in sections:
        assert block["type"] == "section"
        assert block["text"]["type"] == "mrkdwn"
        assert 1 <= len(block["text"]["text"]) <= 3000
    assert len(json.dumps(blocks, ensure_ascii=False)) <= 13_200


@settings(max_examples=40)
@given(DIGESTS)
def test_whatever_it_says_slack_takes_it(shown: Digest) -> None:
    within_the_limits_of_slack(json.loads(as_slack(shown)))


def test_an_address_ends_where_it_ends() -> None:
    line = Line("A > B", "https://example.com/?a=1&b=<x>|y z")
    (*_, block) = json.loads(as_slack(Digest("T", ("I.",), (Section("S", (line,)),))))["blocks"]
    assert block["text"]["text"] == (
        "*S*\n• <https://example.com/?a=1&amp;b=&lt;x&gt;%7Cy%20z|A &gt; B>"
    )


def test_a_thousand_lines_are_cut_and_said_to_be() -> None:
    lines = tuple(Line(f"Item {number}", "https://example.com", ("late",)) for number in range(999))
    message = json.loads(as_slack(Digest("Title", ("Intro.",), (Section("Late", lines),))))
    within_the_limits_of_slack(message)
    assert message["blocks"][-1]["text"]["text"].startswith("_…and more")


def test_a_month_is_as_good_as_a_week() -> None:
    measured = sample()
    changed = news(measured.use_cases, TODAY - dt.timedelta(31), TODAY)
    assert [one.item.item.key for one in changed.finished] == ["ci/demo"]
