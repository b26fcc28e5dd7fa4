"""Forms in which texts call people and refer to issues, and a strict reading that finds them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from markdown_it import MarkdownIt

DISGUISES = [
    "@&#97;lice",
    "@&#x61;lice",
    "&commat;alice",
    "\\@alice",
    "#&#49;2",
    "&num;12",
    "GH&#45;12",
    "GH\\-12",
    "&#71;H-12",
    "closes #&#49;",
    "fixes o/r#&#49;",
    "[x](https://github&#46;com/o/r/issues/1)",
    "[x](https:&sol;/github.com/o/r/issues/1)",
    "//github.com/o/r/issues/1",
    "[x](//github.com/o/r/issues/1)",
    "https:\\/\\/github.com/o/r/issues/1",
    "[x](https:\\/\\/github.com/o/r/issues/1)",
    "[x](/o/r/issues/1)",
    "[x](/o/r/%69ssues/1)",
    "[x](../issues/1)",
    "[x](https://a@github.com/o/r/issues/1)",
    "[x](https://github.com:443/o/r/issues/1)",
    "[x](https://GitHub.com./o/r/pull/1)",
    "[x]: https://github&#46;com/o/r/issues/1\n\n[x]",
    "<https://a@github.com/o/r/issues/1>",
    '<a href="https://github&#46;com/o/r/issues/1">x</a>',
    '<img src="/o/r/issues/1">',
    "@<b></b>alice",
    "#<!-- -->12",
    "![@&#97;lice](x)",
    "abc&#100;ef0",
    "1a2b3c4<b></b>d5",
]


class Seen(HTMLParser):
    """What a reader sees outside code, and where links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.code, self.words, self.addresses = 0, [""], [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.code += tag == "code"
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]
        self.words.append("")

    def handle_endtag(self, tag: str) -> None:
        self.code -= tag == "code" and self.code > 0
        self.words.append("")

    def handle_data(self, data: str) -> None:
        if not self.code:
            self.words[-1] += data


def stirred(text: str) -> list[str]:
    """What GitHub acts upon in a text: a simple reading, strict rather than exact."""
    seen = Seen()
    seen.feed(MarkdownIt("commonmark").enable("table").render(text))
    words = [
        found[0]
        for each in seen.words
        for found in re.finditer(
            r"(?<![A-Za-z0-9_])@[A-Za-z0-9]|#\d|(?<![A-Za-z0-9_])GH-\d",
            re.sub(r"(https?://|www\.)[^\s<>]+|[\w.+-]+@[\w.-]+\.\w+", "", each, flags=re.ASCII),
            re.IGNORECASE,
        )
    ]
    traced = (
        r"(?i)^(https?:)?//([^/@]*@)?(www\.)?github\.com\.?(:\d+)?/+[^/]+/+[^/]+/+(issues|pull)/"
    )
    shown = re.findall(r"(?a)(?<![A-Za-z0-9_@#])https?://[^\s<>]+", " ".join(seen.words))
    return words + [one for one in (*seen.addresses, *shown) if re.search(traced, one)]
