"""Whom a plan would assign for the first time is asked about once."""

from __future__ import annotations

from collections.abc import Collection

from sync_catalogs import desired, entry, item
from sync_fake import Fake

from ucops.sync.apply import apply
from ucops.sync.change import Plan
from ucops.sync.desired import Desired
from ucops.sync.options import Options
from ucops.sync.people import plan_with_people


class Asked(Fake):
    """A GitHub that notes whom it is asked about."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: list[tuple[str, set[str]]] = []

    def assignable(self, repository: str, logins: Collection[str]) -> frozenset[str]:
        self.questions.append((repository, set(logins)))
        return super().assignable(repository, logins)


def files(demo: str | None, page: str | None = None) -> Desired:
    return desired(
        entry(
            "ci",
            item("ci/demo", responsible=demo),
            item("ci/page", responsible=page, repository="acme/web"),
        )
    )


def planned(github: Fake, wanted: Desired) -> Plan:
    return plan_with_people(wanted, github.snapshot(), Options(), github)


def test_one_question_for_each_repository() -> None:
    github = Asked()
    planned(github, files("octo-a", "octo-b"))
    assert github.questions == [("acme/gtm", {"octo-a"}), ("acme/web", {"octo-b"})]


def test_nobody_new_nobody_asked() -> None:
    github = Asked()
    wanted = files("octo-a")
    apply(planned(github, wanted), github, github)
    github.questions.clear()
    assert planned(github, wanted).changes == ()
    assert github.questions == []


def test_who_cannot_be_assigned_is_left_out_and_asked_about_again() -> None:
    github = Asked()
    github.refused = {"octo-a"}
    wanted = files("octo-a")
    made = planned(github, wanted)
    assert "octo-a cannot be assigned" in made.warnings[0].message
    apply(made, github, github)
    github.questions.clear()
    assert planned(github, wanted).changes == ()
    assert github.questions == [("acme/gtm", {"octo-a"})]
    github.refused = set()
    apply(planned(github, wanted), github, github)
    assert github.by_key("ci/demo").assignees == ("octo-a",)
    assert planned(github, wanted).changes == ()


def test_a_new_person_on_an_old_issue_is_asked_about() -> None:
    github = Asked()
    apply(planned(github, files("octo-a")), github, github)
    github.questions.clear()
    github.refused = {"octo-c"}
    wanted = files("octo-c")
    apply(planned(github, wanted), github, github)
    assert github.questions == [("acme/gtm", {"octo-c"})]
    assert github.by_key("ci/demo").assignees == ()
    assert planned(github, wanted).changes == ()


def test_who_was_refused_and_is_not_wanted_any_more_is_forgotten() -> None:
    github = Asked()
    github.refused = {"octo-a"}
    apply(planned(github, files("octo-a")), github, github)
    github.questions.clear()
    apply(planned(github, files(None)), github, github)
    assert github.questions == []
    assert planned(github, files(None)).changes == ()
