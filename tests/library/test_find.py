"""Which use cases fit a prospect, and whether the reasons are true."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import made_library
import pytest

from ucops import resources
from ucops.library.find import Fit, Prospect, find, message
from ucops.library.search import Search
from ucops.progress.programme import Programme, measure
from ucops.reading.load import load

DAY = dt.date(2026, 11, 30)
CONFIG = """\
version: 1
preset: none
industries: {retail: Retail, health: Health, energy: Energy, public: Public, media: Media}
segments: {enterprise: Enterprise, mid-market: Mid-Market, smb: SMB}
personas:
  {cfo: {title: CFO}, cio: {title: CIO}, lead: {title: Lead}, nurse: {title: Nurse},
   planner: {title: Planner}, clerk: {title: Clerk}}
products: {alpha: {title: Alpha}, beta: {title: Beta}, gamma: {title: Gamma}}
"""


def programme(root: Path, files: dict[str, str], config: str = CONFIG) -> Programme:
    (root / "ucops.yaml").write_text(config)
    (root / "usecases").mkdir()
    for name, text in files.items():
        (root / f"usecases/{name}.yaml").write_text(text)
    return measure(load(root).catalog, None, DAY)


@pytest.fixture(scope="module")
def example() -> Programme:
    return measure(load(resources.example()).catalog, None, DAY)


def test_the_right_one_is_among_the_first_three(tmp_path: Path) -> None:
    """200 questions with known best answers, with slips in spelling: 95 % in the first three."""
    rng = random.Random(20261130)  # noqa: S311 - nothing is secret
    made = made_library.files(rng, 30)
    known = programme(tmp_path, made)
    asked = list(made_library.questions(rng, made, 200))
    ranks = [[fit.id for fit in find(known, one.prospect)] for one in asked]
    within = sum(one.answer in rank for one, rank in zip(asked, ranks, strict=True))
    first = sum(one.answer == rank[0] for one, rank in zip(asked, ranks, strict=True))
    assert within >= 190
    assert first >= 180


def test_every_reason_is_true_and_every_point_has_one(tmp_path: Path) -> None:
    rng = random.Random(7)  # noqa: S311 - nothing is secret
    made = made_library.files(rng, 20)
    known = programme(tmp_path, made)
    for one in made_library.questions(rng, made, 40):
        for fit in find(known, one.prospect, limit=20):
            assert fit.reasons
            for reason in fit.reasons:
                assert is_true(reason, made[fit.id]), (fit.id, reason)


def is_true(reason: str, text: str) -> bool:
    """Whether a reason stands in the file, looked up in its text alone."""
    small = text.casefold()
    if reason.startswith("says "):
        words = reason.removeprefix("says ").replace(" and ", ", ").split(", ")
        return all(word[:4] in small for word in words)
    said = reason.rsplit(" ", 1)[-1].casefold()
    return said in small


@pytest.mark.parametrize(
    ("asked", "best"),
    [
        (Prospect(persona="ciso", query="security testing before release"), "devsecops"),
        (Prospect(query="build server is slow"), "ci"),
        (Prospect(query="log4j everywhere, which repositories"), "code-security"),
        (Prospect(query="new developers need months to get productive"), "onboarding"),
        (Prospect(query="infrastrcture drifts, changed by hand"), "gitops"),
    ],
)
def test_the_example_answers_plain_questions(
    example: Programme, asked: Prospect, best: str
) -> None:
    assert best in [fit.id for fit in find(example, asked)]


def test_nothing_is_found_where_nothing_fits(example: Programme) -> None:
    assert find(example, Prospect(query="zzzzqqq")) == ()


def test_without_a_question_the_key_use_cases_come_first(example: Programme) -> None:
    found = find(example, Prospect(), limit=100)
    tiers = {one.entry.id: one.entry.use_case.tier for one in example.use_cases}
    assert [tiers[fit.id] for fit in found] == sorted(tiers.values())


def fit_of(known: Programme, prospect: Prospect) -> Fit:
    (fit,) = find(known, prospect)
    return fit


WITH_ALL = """\
title: One
problem: P.
status: active
summary: S.
personas: [cfo, clerk]
industries: [retail]
message_house:
  short: For everybody
  variants:
    cfo: {personas: [cfo], industries: [retail], short: For the CFO in retail}
    clerk: {personas: [clerk], short: For the clerk}
proof_points:
  - {customer: Secret, industry: retail, result: R, public: false}
  - {customer: Other, industry: media, result: R, public: true}
  - {customer: Shop, industry: retail, result: R, public: true}
bom:
  inside: {title: Inside, audiences: [internal], deliverable: "https://x.example/in"}
  late: {title: Late, stages: [decision], deliverable: "https://x.example/late"}
  early: {title: Early, stages: [awareness], deliverable: "https://x.example/early"}
  clerks: {title: Clerks, personas: [clerk], deliverable: "https://x.example/clerks"}
  open: {title: Open}
"""


@pytest.fixture
def one(tmp_path: Path) -> Programme:
    return programme(tmp_path, {"one": WITH_ALL})


def test_the_message_is_the_one_for_whom_it_is_said_to(one: Programme) -> None:
    use_case = one.use_cases[0].entry.use_case
    assert message(use_case, Prospect(persona="cfo", industry="retail")) == "For the CFO in retail"
    assert message(use_case, Prospect(persona="cfo", industry="media")) == "For everybody"
    assert message(use_case, Prospect(persona="clerk", industry="media")) == "For the clerk"
    assert message(use_case, Prospect()) == "For everybody"


def test_only_public_proof_is_shown_that_of_their_field_first(one: Programme) -> None:
    fit = fit_of(one, Prospect(industry="retail"))
    assert [proof.customer for proof in fit.proof] == ["Shop", "Other"]
    assert "has 1 public result from their field" in fit.reasons
    assert "Secret" not in str(fit)


def test_finished_pieces_for_them_come_first_and_internal_ones_never(one: Programme) -> None:
    fit = fit_of(one, Prospect(persona="clerk", stage="decision"))
    assert [piece.title for piece in fit.show] == ["Clerks", "Late", "Early"]
    assert "has 1 finished piece for decision" in fit.reasons


@pytest.mark.parametrize("query", ['"', "a OR b", "NEAR(", "*", "x AND", "-", "col:umn", "é'"])
def test_no_words_are_taken_for_a_search_language(one: Programme, query: str) -> None:
    case = one.use_cases[0].entry.use_case
    assert Search({"one": case}, one.config).scores(query) == {}
