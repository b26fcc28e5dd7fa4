"""Single values that are not written as they have to be."""

from __future__ import annotations

from ucops.rules.engine.registry import documented

QUOTED_NUMBER = documented(
    "quoted-number",
    "form",
    "error",
    summary="A number in quotes.",
    why="In quotes it is text, and cannot be counted.",
    wrong="""
        tier: "1"
        """,
    right="""
        tier: 1
        """,
)
BARE_DIGIT_SLUG = documented(
    "bare-digit-slug",
    "form",
    "error",
    summary="A key of digits alone without quotes.",
    why="Without quotes it is a number, and a number is no name.",
    wrong="""
        bom:
          2026: {title: Report of the year}
        """,
    right="""
        bom:
          "2026": {title: Report of the year}
        """,
)
BAD_SLUG = documented(
    "bad-slug",
    "form",
    "error",
    summary="A key that is not small letters, digits and single hyphens.",
    why=(
        "Keys are used in labels and addresses, where other characters do not work; and of a "
        "label's 50 characters, 40 are left for the key."
    ),
    wrong="""
        bom:
          CI_Benchmark: {title: Benchmark}
        """,
    right="""
        bom:
          ci-benchmark: {title: Benchmark}
        """,
)
IMPOSSIBLE_DATE = documented(
    "impossible-date",
    "form",
    "error",
    summary="A day that is not in the calendar.",
    why="Nothing can happen on that day.",
    wrong="""
        bom:
          demo-video: {due: 2026-11-31}
        """,
    right="""
        bom:
          demo-video: {due: 2026-11-30}
        """,
)
DATE_WITH_TIME = documented(
    "date-with-time",
    "form",
    "error",
    summary="A date with a time of day.",
    why="Plans are made by the day, and a time moves the day in other time zones.",
    wrong="""
        bom:
          demo-video: {due: 2026-12-11 09:00:00}
        """,
    right="""
        bom:
          demo-video: {due: 2026-12-11}
        """,
)
BAD_DATE = documented(
    "bad-date",
    "form",
    "error",
    summary="A value that is not a date.",
    why="A date has to be written year, month, day, so that nobody reads it differently.",
    wrong="""
        bom:
          demo-video: {due: 11.12.2026}
        """,
    right="""
        bom:
          demo-video: {due: 2026-12-11}
        """,
)
BAD_LOGIN = documented(
    "bad-login",
    "form",
    "error",
    summary="A value that is not a GitHub login.",
    why="An issue can be assigned to a GitHub account only.",
    wrong="""
        team:
          pmm: Octo the Cat
        """,
    right="""
        team:
          pmm: octo-pmm
        """,
)
LOGIN_AT_SIGN = documented(
    "login-at-sign",
    "form",
    "warning",
    summary="A login that is written with @ in front.",
    why="The sign is not part of the login.",
    wrong="""
        team:
          pmm: "@octo-pmm"
        """,
    right="""
        team:
          pmm: octo-pmm
        """,
)
TWO_IN_ONE_SEAT = documented(
    "two-in-one-seat",
    "form",
    "error",
    summary="A seat that names two people as one.",
    why="One person is responsible; with two, each waits for the other.",
    wrong="""
        team:
          tmm: octo-tmm / octo-backup
        """,
    right="""
        team:
          tmm: [octo-tmm, octo-backup]
        """,
)
DUPLICATE_ENTRY = documented(
    "duplicate-entry",
    "form",
    "warning",
    summary="A list that names or says one thing twice.",
    why=(
        "The second one changes nothing, or counts for a second one where there is none; often "
        "something else was meant. A step of a scenario may come again later, but not at once."
    ),
    wrong="""
        segments: [enterprise, smb, enterprise]
        """,
    right="""
        segments: [enterprise, smb]
        """,
)
BAD_LINK = documented(
    "bad-link",
    "form",
    "error",
    summary="A value that is not a link.",
    why="A link is an address, a chat channel, `tbd`, `n/a` or `{pending: address}`.",
    wrong="""
        links:
          resource-page: {waiting: https://example.com/1}
        """,
    right="""
        links:
          resource-page: {pending: https://example.com/1}
        """,
)
BAD_QUANTITY = documented(
    "bad-quantity",
    "form",
    "error",
    summary="A value that is not a quantity.",
    why="A quantity is a number or a range, such as 3, 2-3 or 1+.",
    wrong="""
        bom:
          differentiator-demos: {quantity: a few}
        """,
    right="""
        bom:
          differentiator-demos: {quantity: 2-3}
        """,
)
