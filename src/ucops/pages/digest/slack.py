"""A digest as Slack's Block Kit: the body of a message for a webhook or `chat.postMessage`.

The limits are those that Slack publishes for blocks, and one that it does not: all blocks together
have been refused from about 13,200 characters on (`msg_blocks_too_long`, slackapi/bolt-js#2509).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ucops.pages.digest.view import NOTHING, Digest, Line, Section
from ucops.prose.markdown import plain
from ucops.prose.visible import json_text
from ucops.prose.words import cut

BLOCKS = 50
"""Blocks in a message."""
TEXT = 3000
"""Characters in the text of a section."""
HEADER = 150
"""Characters in a header."""
WHOLE = 9_000
"""Characters in the texts of all blocks but the last; the rest is for their braces and names."""
LINE = 600
"""Characters in one piece of text before it is escaped, which makes a sign five at most."""
MORE = "_…and more: ucops digest shows the whole._"
Block = dict[str, Any]


def as_slack(digest: Digest) -> str:
    """The message as JSON."""
    intro = _escaped(cut(plain(" ".join(digest.intro)), LINE)) or NOTHING
    blocks, used = [_header(digest.title), _text(intro)], len(intro)
    for text in _texts(digest):
        used += len(text)
        if len(blocks) == BLOCKS - 1 or used > WHOLE:
            blocks.append(_text(MORE))
            break
        blocks.append(_text(text))
    summary = _escaped(cut(plain(f"{digest.title}: {digest.intro[0]}"), LINE))
    return json_text({"text": summary, "blocks": blocks})


def _texts(digest: Digest) -> Iterator[str]:
    """The text of each section, in pieces that Slack takes."""
    for section in digest.sections:
        text = f"*{_escaped(cut(section.title, HEADER))}*"
        for line in _lines(section):
            if len(text) + 1 + len(line) > TEXT:
                yield text
                text = line
            else:
                text = f"{text}\n{line}"
        yield text


def _lines(section: Section) -> Iterator[str]:
    if section.note:
        yield f"_{_escaped(cut(section.note, HEADER))}_"
    for line in section.lines:
        yield f"• {_line(line)}"


def _line(line: Line) -> str:
    """A line and its address; what is too long is cut before it is escaped."""
    title = _escaped(cut(plain(line.title), LINE // 4))
    facts = _escaped(cut(plain(", ".join(line.said)), LINE // 4))
    url = _address(line.url)
    linked = f"<{url}|{title}>" if url else title
    if line.who:
        linked = f"*{_escaped(cut(plain(line.who), LINE // 8))}:* {linked}"
    return f"{linked} – {facts}" if facts else linked


def _address(url: str | None) -> str:
    """An address between angle brackets; none where it is no web address, or too long."""
    if not url or not url.startswith(("https://", "http://")) or len(url) > LINE:
        return ""
    return _escaped(plain(url)).replace("|", "%7C").replace(" ", "%20")


def _escaped(text: str) -> str:
    """Text as Slack asks for it: three signs are control characters, and call nobody escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": cut(plain(text), HEADER)}}


def _text(text: str) -> Block:
    """A section; `verbatim` keeps Slack from finding channels and people in it by itself."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}
