"""Whatever others write on GitHub: no command fails for it, says it raw, or does what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from chaos_commands import READING, WRITING, Desk, desk
from chaos_words import WORDS, bodies, markers, titles
from fake.people import People
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ucops.sandbox.entities import Issue, Project

pytestmark = pytest.mark.slow
BRIEFLY = (Phase.explicit, Phase.reuse, Phase.generate)
"""An example takes seconds, and one that fails says enough without being made smaller."""
OUTSIDERS = ("outsider", "Outsider-2", "ucops[bot]", "github-actions[bot]", "ghost")


@pytest.fixture(scope="module")
def at_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk(tmp_path_factory.mktemp("desk")) as made:
        yield made


def codes(here: Desk, commands: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    return {command: here.ended(*command) for command in commands}


Deed = Callable[[People, Any], object]
STRANGE: dict[str, Callable[[People, str, str], Issue]] = {
    "an issue": lambda people, title, body: people.open_issue(title, body),
    "a closed issue": lambda people, title, body: people.close(
        people.open_issue(title, body).number
    ),
    "a pull request": lambda people, title, body: people.open_pull_request(title, body),
    "a branch of a fork": lambda people, title, _body: people.propose(
        title, title[:60], "0" * 40, fork="outsider/gtm"
    ),
}
"""What anybody with an account can bring about."""


def test_what_outsiders_write_changes_nothing(at_desk: Desk) -> None:
    """All that did harm somewhere, at once, in every command."""
    before = codes(at_desk, READING)
    plan = at_desk.plan()
    filed = {}
    for place, text in enumerate(WORDS):
        outsider = at_desk.people.of(login=OUTSIDERS[place % len(OUTSIDERS)])
        for act in STRANGE.values():
            title = " ".join(text.replace("\x00", " ").split()) or "x"
            made = act(outsider, title[:256], f"{text}\n{text}")
            outsider.comment(made.number, f"{text}.")
            filed[made.number] = made.body
        outsider.comment(2, f"{text}.")
    assert codes(at_desk, READING) == before
    assert at_desk.plan()["changes"] == plan["changes"] == []
    codes(at_desk, WRITING)
    assert {number: at_desk.people.issue(number).body for number in filed} == filed
    for number in (*filed, 1):
        at_desk.ended("import", "--from-github", f"#{number}", "--dry-run")
        at_desk.ended("new", "--from-issue", str(number))
        at_desk.ended("validate")
        for made_up in set((at_desk.root / "usecases").iterdir()):
            if made_up.name != "ci.yaml":
                made_up.unlink()


@settings(max_examples=3, phases=BRIEFLY)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(STRANGE)), titles, bodies), min_size=6, max_size=12)
)
def test_any_text_of_an_outsider_changes_nothing(
    filed: Sequence[tuple[str, str, str]],
) -> None:
    with TemporaryDirectory() as folder, desk(Path(folder)) as here:
        for place, (how, title, body) in enumerate(filed):
            outsider = here.people.of(login=OUTSIDERS[place % len(OUTSIDERS)])
            number = STRANGE[how](outsider, title, body).number
            outsider.comment(number, f"{body}.")
        for command, code in codes(here, READING).items():
            assert code == 0 or command == ("doctor",), command
        assert here.plan()["changes"] == []
        codes(here, WRITING)


def _rename_milestone(people: People, text: str) -> None:
    people.edit_milestone("Sprint 3", title=text, description=text)
    people.edit_milestone(text, title="Sprint 3")
    people.create_milestone(text, description=text)


def _card(people: People, text: str) -> None:
    board = next(iter(people.world.every(Project)))
    field = people.add_field(board, text, "TEXT")
    assert field.name == text


RIGHTS: dict[str, Deed] = {
    "labels": lambda people, text: people.label(2, text[:50]),
    "our labels": lambda people, _text: people.label(2, "UCOPS:EPIC", "usecase:other"),
    "a label's words": lambda people, text: people.edit_label("usecase:ci", description=text[:100]),
    "a milestone": _rename_milestone,
    "an issue's title": lambda people, text: people.edit(2, title=text),
    "an issue's body": lambda people, text: people.edit(3, body=f"{text}\n{text}"),
    "the epic's body": lambda people, text: people.edit(1, body=text),
    "a place under ours": lambda people, text: people.move_under(
        people.open_issue(text, text).number, 1
    ),
    "ours under theirs": lambda people, text: people.move_under(
        1, people.open_issue(text, text).number
    ),
    "a blocker": lambda people, text: people.block(2, people.open_issue(text, text).number),
    "a board's field": _card,
    "a timeline": lambda people, text: (people.label(3, text[:50]), people.unlabel(3, text[:50])),
    "a name": lambda people, _text: people.assign(2, "octo-UPPER"),
}
"""What people with a right to the repository can do, by mistake or with a stolen account."""


def test_no_text_of_a_person_ends_a_command(tmp_path: Path) -> None:
    """All of them at once; the next test does some of them alone."""
    with desk(tmp_path) as here:
        for text in WORDS[::4]:
            line = " ".join(text.replace("\x00", " ").split())[:200] or "x"
            for act in RIGHTS.values():
                act(here.people, line)
        assert {*codes(here, READING).values(), *codes(here, WRITING).values()} <= {0, 1}


@settings(max_examples=3, phases=BRIEFLY)
@given(st.dictionaries(st.sampled_from(sorted(RIGHTS)), titles | markers, min_size=3))
def test_no_text_at_any_place_ends_a_command(deeds: dict[str, str]) -> None:
    with TemporaryDirectory() as folder, desk(Path(folder)) as here:
        for how, text in deeds.items():
            RIGHTS[how](here.people, " ".join(text.split())[:200] or "x")
        assert {*codes(here, READING).values(), *codes(here, WRITING).values()} <= {0, 1}
