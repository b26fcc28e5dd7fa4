"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        """\
team:
  pmm: tbc
  tmm: [octo-tmm, " @Nobody ", tbd, octo-open]
  pr: "?"
bom:
  demo-video: {owner: NN}
  webcast: {owner: octo-vacant}
""",
        """
example:4:8 'tbc' is read as the GitHub account of that name. → write "?" for an open seat
example:5:19 'Nobody' is read as the GitHub account of that name. → write "?" for an open seat
example:8:23 'NN' is read as the GitHub account of that name. → write "?" for an open seat
""",
    ),
    (
        """\
# ucops.yaml
version: 1
roles: {pmm: {lead: todo}, tmm: {lead: octo-tmm}, pr: null}
""",
        """
ucops:2:21 'todo' is read as the GitHub account of that name. → write "?" for an open seat
""",
    ),
    (
        """\
team: {pmm: "no", tmm: Offen, pr: [aucun, left-company], sa: TBH, field: "true"}
""",
        """
example:3:13 'no' is read as the GitHub account of that name. → write "?" for an open seat
example:3:24 'Offen' is read as the GitHub account of that name. → write "?" for an open seat
example:3:36 'aucun' is read as the GitHub account of that name. → write "?" for an open seat
example:3:43 'left-company' is read as the GitHub account of that name. → write "?" for an open
    seat
example:3:62 'TBH' is read as the GitHub account of that name. → write "?" for an open seat
example:3:74 'true' is read as the GitHub account of that name. → write "?" for an open seat
""",
    ),
    (
        """\
team: {pmm: pmm, tmm: [octo-tmm, Technical-Marketing], pr: me, sa: pr-octo, field: Oeffentlich}
bom: {webcast: {owner: Marketing}, pitch-deck: {owner: comp}}
# ucops.yaml
version: 1
roles: {field: {title: Öffentlich, lead: field}}
""",
        """
ucops:2:42 'field' is read as the GitHub account of that name. → write the login of a person, or
    "?" for an open seat
example:3:13 'pmm' is read as the GitHub account of that name. → write the login of a person, or
    "?" for an open seat
example:3:34 'Technical-Marketing' is read as the GitHub account of that name. → write the login
    of a person, or "?" for an open seat
example:3:60 'me' is read as the GitHub account of that name. → write the login of a person, or
    "?" for an open seat
example:3:84 'Oeffentlich' is read as the GitHub account of that name. → write the login of a
    person, or "?" for an open seat
example:4:24 'Marketing' is read as the GitHub account of that name. → write the login of a
    person, or "?" for an open seat
example:4:56 'comp' is read as the GitHub account of that name. → write the login of a person,
    or "?" for an open seat
""",
    ),
    ("team: [tbc]\nbom: {a: tbc}\n", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_rule_says_this_and_no_more(
    said: Callable[[str, str], str], text: str, expected: str
) -> None:
    assert said(text, "placeholder-as-login") == expected.strip()
