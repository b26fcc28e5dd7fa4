"""A rule's page, `docs/rules/<name>.md`: what it finds, why that matters, and two examples."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ucops import resources
from ucops.prose.words import one_line

SKELETON = ("Why it matters", "Wrong", "Right", "How to silence it")
"""The headings of every page, in this order."""
_HEADING = re.compile(r"^## (.+)\n", re.MULTILINE)
_EXAMPLE = re.compile(r"\A```(yaml|yaml escaped|text)\n(.*?)^```\Z", re.MULTILINE | re.DOTALL)
_ESCAPE = re.compile(r"\\(?:t|u([0-9a-f]{4}))")


@dataclass(frozen=True, slots=True)
class RulePage:
    """What a rule's page says.

    Attributes:
        text: The whole page, Markdown.
        about: The line with its family and severity.
        summary: What the rule finds, in one line.
        why: Why that matters.
        wrong: An example that it finds.
        right: The same example as it should be.
        files: Whether `wrong` is the text of files, and no description of what text cannot show.
        silencing: How to silence it, Markdown.
    """

    text: str
    about: str
    summary: str
    why: str
    wrong: str
    right: str
    files: bool
    silencing: str


def rule_page(name: str) -> RulePage:
    """Read the page of a rule.

    Raises:
        ValueError: The page does not follow the skeleton; the message says where.
    """
    return parsed(name, (resources.rule_pages() / f"{name}.md").read_text(encoding="utf-8"))


def parsed(name: str, text: str) -> RulePage:
    """Take a page apart; see `rule_page`."""
    head, *rest = _HEADING.split(text)
    sections = dict(zip(rest[::2], map(str.strip, rest[1::2]), strict=True))
    if tuple(sections) != SKELETON:
        raise ValueError(f"{name}.md: its headings have to be {', '.join(SKELETON)}")
    match head.strip().split("\n\n"):
        case [title, summary, about, *_] if title == f"# {name}":
            pass
        case _:
            raise ValueError(f"{name}.md: it has to begin with '# {name}', summary, and severity")
    why, wrong, right, silencing = sections.values()
    shown, kind = _example(name, "Wrong", wrong)
    return RulePage(
        text=text,
        about=about,
        summary=summary,
        why=one_line(why),
        wrong=shown,
        right=_example(name, "Right", right)[0],
        files=kind != "text",
        silencing=silencing,
    )


def _example(name: str, heading: str, section: str) -> tuple[str, str]:
    """The text of an example and its kind; what nobody could see is written as an escape."""
    block = _EXAMPLE.match(section)
    if block is None:
        raise ValueError(
            f"{name}.md: '{heading}' has to be one block of yaml, yaml escaped or text"
        )
    kind, text = block.groups()
    return (_ESCAPE.sub(_sign, text) if kind == "yaml escaped" else text), kind


def _sign(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else "\t"
