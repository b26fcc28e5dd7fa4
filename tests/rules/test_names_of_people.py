"""Names of roles and people: one seat has one name, and who has no account is not assigned."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CONFIG = """\
# ucops.yaml
version: 1
preset: none
people: {maria: {name: Maria Example, github: none}, Octo-Pr: {name: Octo}}
"""
ROLES = "roles: {pr: {title: Press, aliases: [comms, press]}, ar: {title: Analysts}}\n"

CASES = [
    (
        "seat-filled-twice",
        "team: {press: octo-a, comms: octo-b, pr: octo-c, ar: octo-d}\n",
        ROLES,
        """
example:3:23 The seat of Press is filled under pr, comms and press. → write it once, as pr
""",
    ),
    ("seat-filled-twice", "team: {press: octo-a, ar: octo-b}\n", ROLES, ""),
    ("unknown-role", "team: {press: octo-a, comms: octo-b}\n", ROLES, ""),
    (
        "unknown-role",
        "bom: {a: {role: press}}\n",
        ROLES,
        "example:3:17 There is no role 'press' in ucops.yaml. → did you mean 'pr'?",
    ),
    (
        "alias-taken",
        "status: active\n",
        "roles: {pr: {title: P, aliases: [ar, press, pr]}, ar: {title: A, aliases: [press]}}\n",
        """
ucops:4:34 'ar' is another name of 'pr', and means 'ar' already. → choose another one, or take
    it out
ucops:4:76 'press' is another name of 'ar', and means 'pr' already. → choose another one, or
    take it out
""",
    ),
    (
        "nobody-assigned",
        """\
status: active
team: {pr: MARIA, ar: octo-pr}
bom: {a: {title: A, role: pr}, b: {title: B, role: ar}, c: {title: C, owner: maria}}
""",
        ROLES,
        """
example:4:1 Maria Example answers for 2 items and cannot be assigned: a and c. → the issues say
    who it is; somebody has to tell them
""",
    ),
]


@pytest.mark.parametrize(("rule", "text", "roles", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, roles: str, expected: str
) -> None:
    assert said(text + CONFIG + roles, rule) == expected.strip()
