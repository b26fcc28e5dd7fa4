"""The comment on a pull request: what it says, its length, and what cannot be said through it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from preview_data import CI, WHERE, compared, with_

from ucops.pages.preview.comment import LIMIT, MARKER, Place, comment
from ucops.pages.preview.review import (
    Case,
    Correction,
    Fault,
    Faults,
    Review,
    Said,
    Suggestion,
    review,
)
from ucops.pages.preview.suggestion import MARKER as MARK
from ucops.pages.preview.suggestion import suggestion_text

PLACE = Place(
    repository="octo-fan/gtm",
    commit="fedcba9876543210",
    run="https://github.com/acme/gtm/actions/runs/7",
    rules="https://example.com/rules",
)
HOSTILE = (
    "@octocat closes #12 <!-- ucops-comment:v1 --> </details> <script>x</script> | `a` ``` \n"
    "# Approved [x](https://github.com/o/r/issues/1) \u202e GH-12 ![i](https://evil.example/i.png)"
)


def reviewed(tmp_path: Path, was: str, now: str, **more: Any) -> Review:
    seen = compared(tmp_path, {"ci": was}, {"ci": now})
    return review(seen, WHERE, more.pop("corrections", ()), **more)


def test_a_small_change_is_a_screen_that_begins_with_what_merging_changes(tmp_path: Path) -> None:
    now = with_(CI, "due: 2026-12-11", "due: 2026-12-18")
    text = comment(reviewed(tmp_path, CI, now), PLACE)
    shown = text[: text.index("<details>")].splitlines()
    assert shown[:2] == [MARKER, "### ✅ Ready to merge"]
    assert "- **Use cases** 1 changed: Continuous integration" in shown
    assert "- **Dates** Demo video moves from 11 Dec 2026 to 18 Dec 2026" in shown
    assert len(shown) < 25


def test_a_finding_has_its_place_its_page_and_its_correction(tmp_path: Path) -> None:
    now = with_(CI, "motion: land", "motoin: land")
    line = now.splitlines().index("motoin: land") + 1
    fixed = (Correction("usecases/ci.yaml", line, line, "motoin: land", "motion: land"),)
    text = comment(reviewed(tmp_path, CI, now, corrections=fixed), PLACE)
    place = f"https://github.com/octo-fan/gtm/blob/fedcba9876543210/usecases/ci.yaml#L{line}"
    assert f"- ❌ [usecases/ci.yaml:{line}]({place}) There is no key motoin." in text
    assert "([unknown-key](https://example.com/rules/unknown-key.md))" in text
    assert "\n  ```yaml\n  motion: land\n  ```\n" in text


def test_errors_are_suggested_each_once_and_at_most_ten(tmp_path: Path) -> None:
    first = len(CI.splitlines()) + 1
    now = CI + "".join(f"wrong-{number}: x\n" for number in range(13))
    both = Correction("usecases/ci.yaml", first, first + 1, "two lines", "now")
    lines = range(first + 2, first + 13)
    fixed = [Correction("usecases/ci.yaml", line, line, "was", f"now {line}") for line in lines]
    told = reviewed(tmp_path, CI, now, corrections=[both, *fixed]).suggestions
    assert {one.rule for one in told} == {"unknown-key"}
    assert [(one.first, one.last) for one in told] == [
        (first, first + 1),
        *((line, line) for line in lines[:9]),
    ]


def test_a_suggestion_holds_its_lines_and_nothing_else() -> None:
    told = Suggestion(
        rule="unknown-key",
        message=HOSTILE,
        file="usecases/ci.yaml",
        first=3,
        last=3,
        was="x",
        text="  note: |\n    ```\n    @octocat closes #12 <!-- x -->",
    )
    text = suggestion_text(told, PLACE.rules, PLACE.server)
    tokens = MarkdownIt("commonmark").parse(text)
    (block,) = [one for one in tokens if one.type == "fence"]
    assert (block.info, block.content) == ("suggestion", f"{told.text}\n")
    inline = [child for one in tokens for child in one.children or ()]
    spoken = "".join(one.content for one in inline if one.type == "text")
    assert "@octocat" not in spoken
    assert "#12" not in spoken
    assert text.count(MARK) == 1
    links = [one.attrs["href"] for one in inline if one.type == "link_open"]
    assert links == ["https://example.com/rules/unknown-key.md"]


def test_a_correction_that_only_the_hint_gives_is_code_too(tmp_path: Path) -> None:
    now = with_(CI, "due: 2026-12-11", "due: 11.12.2026")
    (fault,) = reviewed(tmp_path, CI, now).new.shown[:1]
    assert fault.rule == "bad-date"
    assert "2026-12-11" in fault.correction
    assert "rite:" not in fault.hint


def test_a_change_of_layout_alone_is_nothing_to_talk_about(tmp_path: Path) -> None:
    assert reviewed(tmp_path, CI, CI + "# a comment\n").is_quiet
    assert not reviewed(tmp_path, CI, with_(CI, "motion: land", "motion: expand")).is_quiet


def test_what_the_plan_would_do_is_said_in_words(tmp_path: Path) -> None:
    changes = [
        {"action": "create", "kind": "epic"},
        *[{"action": "create", "kind": "item"}] * 3,
        {"action": "close", "kind": "item"},
        {"action": "create", "kind": "label"},
    ]
    plan = {"changes": changes, "orphans": [1], "conflicts": []}
    told = reviewed(tmp_path, CI, CI, plan=plan).merging
    assert told[-1].text == (
        "1 epic and 3 issues made, 1 issue closed, 1 issue no file wants any more, left open"
    )
    nothing = {"changes": [], "orphans": [], "conflicts": []}
    assert reviewed(tmp_path, CI, CI, plan=nothing).merging == ()


@pytest.fixture
def hostile() -> Review:
    """What somebody wrote who wants more than to say something."""
    short, fault = (
        HOSTILE[:290],
        Fault(
            rule="unknown-key",
            severity="error",
            message=HOSTILE,
            hint=HOSTILE,
            file=HOSTILE[:290],
            line=3,
            correction=f"{HOSTILE}\n```\n<!-- ucops-comment:v1 -->\n````\n@octocat",
        ),
    )
    said = Said(subject=short, text=HOSTILE)
    return Review(
        base=short,
        commit="0123abcd",
        errors=1,
        merging=(said,),
        new=Faults(shown=(fault,), more=2),
        standing=Faults(shown=(fault,)),
        cases=(Case(title=short, kind=short, file=short, lines=(said,)),),
        settings=(said,),
        remark=HOSTILE,
    )


def test_nothing_speaks_through_it(hostile: Review) -> None:
    text = comment(hostile, PLACE)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    raw = [one.content for one in tokens if one.type == "html_block"]
    inline = [child for one in tokens for child in one.children or ()]
    tags = "".join(raw) + "".join(one.content for one in inline if one.type == "html_inline")
    assert "script" not in tags
    assert tags.count("<details>") == tags.count("</details>")
    assert tags.count(MARKER) == 1
    spoken = "".join(one.content for one in inline if one.type == "text")
    for trigger in ("@octocat", "#12", "GH-12"):
        assert trigger not in spoken
    assert "\u202e" not in text
    links = {one.attrs["href"] for one in inline if one.type == "link_open"}
    assert not {link for link in links if str(link).startswith("https://github.com/o/r")}
    assert not [one for one in inline if one.type == "image"]
    assert [one for one in tokens if one.type == "heading_open"] == [
        one for one in tokens if one.type == "heading_open" and one.tag == "h3"
    ][:1]


def test_it_never_grows_longer_than_github_takes() -> None:
    fault = Fault(rule="unknown-key", severity="error", message="x" * 999, file="a.yaml", line=1)
    case = Case(
        title="A", kind="new", file="a.yaml", lines=(Said(subject="s", text="y" * 999),) * 30
    )
    long = Review(
        base="main",
        commit="0123abcd",
        errors=50,
        new=Faults(shown=(fault,) * 50),
        standing=Faults(shown=(fault,) * 50),
        cases=(case,) * 20,
    )
    text = comment(long, PLACE)
    assert len(text) <= LIMIT
    assert text.count("❌ [a.yaml:1]") > 6
