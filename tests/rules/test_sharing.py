"""What is shared is another use case's and made there; what is made once is said to be shared."""

from __future__ import annotations

from collections.abc import Callable

import pytest

OTHER = """\
# usecases/vcc.yaml
title: Version control
problem: Nobody finds the latest version.
{head}bom: {{bank-story: {{title: Bank story{more}}}}}
"""


def other(more: str = "", head: str = "") -> str:
    return OTHER.format(more=more, head=head)


CASES = [
    (
        "item-without-title",
        "status: active\nbom: {a: {shared: vcc/bank-story}, b: {priority: 1}}\n",
        other(),
        "example:4:36 The item 'b' has no title. → add one",
    ),
    (
        "unknown-shared-item",
        "bom: {a: {shared: vcc/bankstory}, b: {shared: vcc/bank-story}, c: {shared: gone/a}}\n",
        other(),
        """
example:3:19 There is no item 'vcc/bankstory' to share. → did you mean 'bank-story'?
example:3:76 There is no item 'gone/a' to share. → did you mean 'example/a'?
""",
    ),
    (
        "shared-item-not-made",
        "bom: {a: {shared: vcc/bank-story}, b: {title: B}, c: {shared: b}}\n",
        other(", skip: No bank agreed"),
        """
example:3:19 'vcc/bank-story' cannot be shared: it is skipped there. → name the item that is
    kept, or make this one here
example:3:63 'example/b' cannot be shared: it is of this use case itself. → keep one of the two
""",
    ),
    (
        "shared-item-not-made",
        "bom: {a: {shared: vcc/bank-story}}\n",
        other(", retired: 2026-11-01"),
        """
example:3:19 'vcc/bank-story' cannot be shared: it is retired there. → name the item that is
    kept, or make this one here
""",
    ),
    (
        "shared-item-not-made",
        "bom: {a: {shared: vcc/bank-story}}\n",
        other(head="status: retired\n"),
        """
example:3:19 'vcc/bank-story' cannot be shared: it is retired there. → name the item that is
    kept, or make this one here
""",
    ),
    (
        "shared-item-not-made",
        "bom: {a: {shared: vcc/bank-story}, b: {title: B}}\n",
        OTHER.replace("title: Bank story{more}", "shared: example/b").format(head=""),
        """
example:3:19 'vcc/bank-story' cannot be shared: it is shared itself, from 'example/b'. → write:
    shared: example/b
""",
    ),
    (
        "shared-says-more",
        "bom: {a: {shared: vcc/bank-story, stages: [decision], due: 2026-12-01, title: A}}\n",
        other(),
        """
example:3:55 'a' is shared and says 2 things of its own: due and title. → say it at
    'vcc/bank-story', or take `shared` out
""",
    ),
    (
        "deliverable-twice",
        'status: active\nbom: {a: {title: A, deliverable: "http://Example.com/a/"}}\n',
        other(', deliverable: "https://example.com/a"', "status: active\n"),
        """
vcc:4:52 'Bank story' is the same piece as 'A' (example/a). → write: bank-story: {shared:
    example/a}, and it is filed and counted once
""",
    ),
    (
        "deliverable-twice",
        (
            "status: active\nbom:\n"
            '  a: {title: A, deliverable: "https://example.com/a"}\n'
            '  b: {title: A, deliverable: "https://example.com/a"}\n'
            '  c: {title: C, deliverable: "https://example.com/a", skip: Not now}\n'
        ),
        other(),
        "example:6:30 'A' is the same piece as 'A' (example/a). → keep one of the two",
    ),
    (
        "deliverable-twice",
        "status: active\nbom: {a: {shared: vcc/bank-story}}\n",
        other(', deliverable: "https://example.com/a"', "status: active\n"),
        "",
    ),
]


@pytest.mark.parametrize(("rule", "text", "beside", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, beside: str, expected: str
) -> None:
    assert said(text + beside, rule) == expected.strip()
