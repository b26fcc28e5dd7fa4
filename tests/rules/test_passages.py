"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "template-text",
        """\
summary: Describe your own use case here
discovery_questions: ["Lorem ipsum", "a todo list", "[your name]", "Describe it", "method
    todos"]
""",
        """
example:3:10 'Describe your own use case here' looks like text of a template. → write your own
    text, or take the line out
example:4:23 'Lorem ipsum' looks like text of a template. → write your own text, or take the
    line out
example:4:38 'todo' looks like text of a template. → write your own text, or take the line out
example:4:53 '[your' looks like text of a template. → write your own text, or take the line out
""",
    ),
    (
        "template-text",
        """\
budget: "[Enter budget owner here]"
summary: "for <TBD>"
discovery_questions: ["{{ budget }}", "…", " ... ", "TBC", to be confirmed, "and so on, …", tbcx,
    "the way to be done", "a {{b", "2..3", "Enter it here"]
team: {pmm: tba}
links: {topic-page: tbc}
bom: {a: {due: tbc}}
""",
        """
example:3:9 '[Enter' looks like text of a template. → write your own text, or take the line out
example:4:10 '<TBD' looks like text of a template. → write your own text, or take the line out
example:5:23 '{{ budget }}' looks like text of a template. → write your own text, or take the
    line out
example:5:39 '…' says nothing. → write the text, or take the line out
example:5:44 '...' says nothing. → write the text, or take the line out
example:5:53 'TBC' says nothing. → write the text, or take the line out
example:5:60 'to be confirmed' says nothing. → write the text, or take the line out
example:6:44 'Enter it here' looks like text of a template. → write your own text, or take the
    line out
""",
    ),
    (
        "placeholder-as-text",
        """\
title: tbd
problem: "-"
summary: n/a
status: active
market_requirements: {a: {title: tbd}, b: {title: Builds}}
bom: {a: {title: tbd}, b: {title: Video}, c: {due: 2026-12-01}}
""",
        """
example:1:8 'tbd' is shown as it is. → write the text
example:2:10 '-' is shown as it is. → write the text
example:3:10 'n/a' is shown as it is. → write the text
example:5:34 'tbd' is shown as it is. → write the text
example:6:18 'tbd' is shown as it is. → write the text
""",
    ),
    (
        "item-without-title",
        """\
status: active
bom:
  demo-video:
  a: {due: 2026-12-01}
  b: {title: B}
  c: {retired: 2026-01-01}
""",
        """
example:6:3 The item 'a' has no title. → add one
""",
    ),
    (
        "copied-text",
        """\
# usecases/a.yaml
title: A
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
status: active
# usecases/b.yaml
title: B
problem: ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN
    FIFTEEN
summary: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
status: active
# usecases/c.yaml
title: C
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
status: active
""",
        """
b:2:10 This passage is nearly the same as in usecases/a.yaml, and 1 more passage like it. → say
    what is true of this use case
""",
    ),
    (
        "copied-text",
        """\
# usecases/a.yaml
title: A
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
status: active
# usecases/b.yaml
title: B
problem: One two three four five six seven eight nine ten eleven dozen thirteen fourteen fifteen
status: active
# usecases/c.yaml
title: C
problem: One two three four five six seven eight nine ten many twelve thirteen fourteen fifteen
status: active
""",
        """
b:2:10 This passage is nearly the same as in usecases/a.yaml. → say what is true of this use
    case
""",
    ),
    (
        "copied-text",
        """\
# usecases/a.yaml
title: A
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
status: active
# usecases/b.yaml
title: Use case b
problem: It is slow.
status: active
summary: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
""",
        """
b:4:10 This passage is nearly the same as in usecases/a.yaml. → say what is true of this use
    case
""",
    ),
    (
        "copied-text",
        """\
# usecases/a.yaml
title: A
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
status: active
# usecases/b.yaml
title: Use case b
problem: It is slow.
status: active
message_house: {positioning: One two three four five six seven eight nine ten eleven twelve
    thirteen fourteen fifteen}
""",
        """
b:4:30 This passage is nearly the same as in usecases/a.yaml. → say what is true of this use
    case
""",
    ),
    (
        "copied-text",
        """\
# usecases/a.yaml
title: A
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
status: active
# usecases/b.yaml
title: Use case b
problem: It is slow.
status: active
message_house: {short: One two three four five six seven eight nine ten eleven twelve
    thirteen fourteen fifteen}
""",
        """
b:4:24 This passage is nearly the same as in usecases/a.yaml. → say what is true of this use
    case
""",
    ),
    (
        "copied-text",
        """\
# usecases/a.yaml
title: A
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
status: active
# usecases/b.yaml
title: Use case b
problem: It is slow.
status: active
message_house: {long: One two three four five six seven eight nine ten eleven twelve
    thirteen fourteen fifteen}
""",
        """
b:4:23 This passage is nearly the same as in usecases/a.yaml. → say what is true of this use
    case
""",
    ),
    (
        "copied-text",
        """\
# usecases/a.yaml
title: A
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
status: active
# usecases/b.yaml
title: Use case b
problem: It is slow.
status: active
market_requirements: {m: {title: M, description: One two three four five six seven eight
    nine ten eleven twelve thirteen fourteen fifteen}}
""",
        """
b:4:50 This passage is nearly the same as in usecases/a.yaml. → say what is true of this use
    case
""",
    ),
    (
        "copied-text",
        """\
# usecases/a.yaml
title: A
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
status: active
# usecases/b.yaml
title: Use case b
problem: It is slow.
status: active
solution: {ci: {how: One two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen}}
""",
        """
b:4:22 This passage is nearly the same as in usecases/a.yaml. → say what is true of this use
    case
""",
    ),
    (
        "copied-text",
        """\
# usecases/a.yaml
title: A
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
status: active
# usecases/b.yaml
title: Use case b
problem: It is slow.
status: active
differentiators: {d: {title: D}, e: {title: E, value: One two three four five six seven
    eight nine ten eleven twelve thirteen fourteen fifteen}}
""",
        """
b:4:55 This passage is nearly the same as in usecases/a.yaml. → say what is true of this use
    case
""",
    ),
    (
        "copied-text",
        """\
# usecases/a.yaml
title: A
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
status: active
# usecases/b.yaml
title: B
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
summary: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
solution: {ci: {how: One two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen}}
status: active
""",
        """
b:2:10 This passage is nearly the same as in usecases/a.yaml, and 2 more passages like it. → say
    what is true of this use case
""",
    ),
    (
        "placeholder-as-text",
        """\
problem: P
status: active
""",
        "",
    ),
    (
        "placeholder-as-text",
        """\
title: Builds
status: active
""",
        "",
    ),
    (
        "copied-text",
        """\
# usecases/a.yaml
title: A
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
status: active
# usecases/b.yaml
title: B
problem: Water fire earth air wood metal stone sand clay glass iron gold silver copper tin
status: active
# usecases/c.yaml
title: C
problem: One two three four five six seven eight nine ten eleven twelve Water fire earth air
    wood metal stone sand
status: active
""",
        """
c:2:10 This passage is nearly the same as in usecases/a.yaml. → say what is true of this use
    case
""",
    ),
    (
        "copied-text",
        """\
# usecases/b.yaml
title: B
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
status: active
# usecases/a.yaml
title: A
problem: Water fire earth air wood metal stone sand clay glass iron gold silver copper tin
status: active
# usecases/c.yaml
title: C
problem: One two three four five six seven eight nine ten eleven twelve Water fire earth air
    wood metal stone sand
status: active
""",
        """
c:2:10 This passage is nearly the same as in usecases/b.yaml. → say what is true of this use
    case
""",
    ),
    (
        "copied-text",
        """\
# usecases/a.yaml
title: A
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen
status: active
# usecases/b.yaml
title: B
problem: One two three 4 five six seven eight nine ten eleven twelve thirteen fourteen fifteen
status: active
""",
        """
b:2:10 This passage is nearly the same as in usecases/a.yaml. → say what is true of this use
    case
""",
    ),
    (
        "copied-text",
        """\
# usecases/a.yaml
title: A
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen
status: active
# usecases/b.yaml
title: B
problem: One two three four five six seven eight 9 ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen
status: active
""",
        "",
    ),
    (
        "copied-text",
        """\
# usecases/a.yaml
title: A
problem: One two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty
status: active
# usecases/b.yaml
title: B
problem: One two three four five six seven eight 9 ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty
status: active
""",
        """
b:2:10 This passage is nearly the same as in usecases/a.yaml. → say what is true of this use
    case
""",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()
