"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "unknown-dependency",
        """\
bom:
  a: {title: A, depends_on: ["example / b", " b", "example /c"]}
  b: {title: B}
""",
        """
example:4:30 There is no item 'example / b'. → write it without spaces: example/b
example:4:45 There is no item 'example/ b'. → write it without spaces: b
example:4:51 There is no item 'example /c'. → did you mean 'example'?
""",
    ),
    (
        "unknown-dependency",
        """\
bom:
  demo: {title: Demo}
  talk: {title: Talk, depends_on: [demo, dem, example/demo, other/slides, other/slide,
      elsewhere/slides, othr/slides, other/zzz, demo/x]}
# usecases/other.yaml
title: Use case other
problem: It is slow.
bom: {slides: {title: Slides}}
""",
        """
example:5:42 There is no item 'example/dem'. → did you mean 'demo'?
example:5:75 There is no item 'other/slide'. → did you mean 'slides'?
example:6:7 There is no item 'elsewhere/slides'. → did you mean 'other/slides'?
example:6:25 There is no item 'othr/slides'. → did you mean 'other/slides'?
example:6:38 There is no item 'other/zzz'. → `other` has no item of such a name
example:6:49 There is no item 'demo/x'. → there is no use case 'demo'; items are named
    `use-case/item`
""",
    ),
    (
        "dependency-cycle",
        """\
bom:
  i01: {title: T, depends_on: [i02]}
  i02: {title: T, depends_on: [i03]}
  i03: {title: T, depends_on: [i04]}
  i04: {title: T, depends_on: [i05]}
  i05: {title: T, depends_on: [i06]}
  i06: {title: T, depends_on: [i07]}
  i07: {title: T, depends_on: [i08]}
  i08: {title: T, depends_on: [i09]}
  i09: {title: T, depends_on: [i10]}
  i10: {title: T, depends_on: [i11]}
  i11: {title: T, depends_on: [i12]}
  i12: {title: T, depends_on: [i01]}
""",
        """
example:4:32 These items wait for each other: example/i01 → example/i02 → example/i03 →
    example/i04 → example/i05 → example/i06 → example/i07 → example/i08 → example/i09 →
    example/i10 → example/i11 → example/i12 → example/i01. → take one of these steps out of
    `depends_on`
""",
    ),
    (
        "dependency-cycle",
        """\
bom:
  i01: {title: T, depends_on: [i02]}
  i02: {title: T, depends_on: [i03]}
  i03: {title: T, depends_on: [i04]}
  i04: {title: T, depends_on: [i05]}
  i05: {title: T, depends_on: [i06]}
  i06: {title: T, depends_on: [i07]}
  i07: {title: T, depends_on: [i08]}
  i08: {title: T, depends_on: [i09]}
  i09: {title: T, depends_on: [i10]}
  i10: {title: T, depends_on: [i11]}
  i11: {title: T, depends_on: [i12]}
  i12: {title: T, depends_on: [i13]}
  i13: {title: T, depends_on: [i01]}
""",
        """
example:4:32 These items wait for each other: example/i01 → example/i02 → example/i03 →
    example/i04 → example/i05 → example/i06 → … → example/i13 → example/i01. → take one of these
    steps out of `depends_on`
""",
    ),
    (
        "dependency-cycle",
        """\
bom:
  a: {title: A, depends_on: [b, a]}
  b: {title: B, depends_on: [gone, other/c]}
# usecases/other.yaml
title: Use case other
problem: It is slow.
bom: {c: {title: C, depends_on: [example/b]}}
""",
        """
example:4:33 These items wait for each other: example/a → example/a. → take one of these steps
    out of `depends_on`
example:5:36 These items wait for each other: example/b → other/c → example/b. → take one of
    these steps out of `depends_on`
""",
    ),
    (
        "unknown-dependency",
        """\
bom:
  a: {title: A, depends_on: [old, vcc/message-house, vcc/slides, vcc/gone, scm/slide,
      ghost/message-house, vccc/demo-video, build/message-house, sourc-code/zzz,
      vcc/deck]}
  new: {title: New, previously: [old]}
# usecases/source-code.yaml
title: Source code
problem: It is slow.
previously: [scm, vcc]
bom:
  talk: {title: Talk, previously: [slides, vcc/deck]}
  pages: {title: P, previously: [build/pages]}
# usecases/ci.yaml
title: CI
problem: It is slow.
""",
        """
example:4:30 There is no item 'example/old'. → 'example/old' is called 'example/new' now: write
    that
example:4:35 There is no item 'vcc/message-house'. → 'vcc/message-house' is called
    'source-code/message-house' now: write that
example:4:54 There is no item 'vcc/slides'. → 'vcc/slides' is called 'source-code/talk' now:
    write that
example:4:66 There is no item 'vcc/gone'. → `vcc` is called `source-code` now: `source-code` has
    no item of such a name
example:4:76 There is no item 'scm/slide'. → `scm` is called `source-code` now: `source-code`
    has no item of such a name
example:5:7 There is no item 'ghost/message-house'. → there is no use case 'ghost'; items are
    named `use-case/item`
example:5:28 There is no item 'vccc/demo-video'. → there is no use case 'vccc'; items are named
    `use-case/item`
example:5:45 There is no item 'build/message-house'. → there is no use case 'build'; items are
    named `use-case/item`
example:5:66 There is no item 'sourc-code/zzz'. → did you mean 'source-code'?
example:6:7 There is no item 'vcc/deck'. → 'vcc/deck' is called 'source-code/talk' now: write
    that
""",
    ),
    (
        "unknown-dependency",
        """\
bom: {t: {title: T, depends_on: [demo-without-a-cluster]}, vm: {title: Demo without a cluster}}
""",
        """
example:3:34 There is no item 'example/demo-without-a-cluster'. → did you mean 'vm'?
""",
    ),
    (
        "unknown-dependency",
        """\
bom: {a: {title: A, depends_on: [b, other/c, other/d]}, b: x}
# usecases/other.yaml
title: Use case other
problem: It is slow.
bom: {c: x, e: {title: E}}
""",
        """
example:3:46 There is no item 'other/d'. → `other` has no item of such a name
""",
    ),
    (
        "unknown-dependency",
        """\
bom: {a: {title: A, depends_on: [other, empty]}}
# usecases/other.yaml
title: Use case other
problem: It is slow.
bom: {c: {title: C}, d: {title: D}, e: {title: E}}
# usecases/empty.yaml
title: Use case empty
problem: It is slow.
# ucops.yaml
version: 1
preset: none
""",
        """
example:3:34 There is no item 'example/other'. → 'other' is a use case: name one of its items,
    such as other/c
example:3:41 There is no item 'example/empty'. → `example` has no item of such a name
""",
    ),
    (
        "unknown-dependency",
        """\
bom: {a: {title: A, depends_on: [othr/zzz]}}
# usecases/other.yaml
title: Use case other
problem: It is slow.
bom: {e: {title: E}}
""",
        """
example:3:34 There is no item 'othr/zzz'. → did you mean 'other'?
""",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()
