"""Making people's text safe in Markdown, in Mermaid and as a link's address. Pure."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from markupsafe import Markup

WORD_JOINER = "\u2060"
"""Takes no room and breaks no line; between `@` and a name it keeps GitHub from mentioning."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Control characters, those that turn the direction of text included."""
_SPACE = re.compile(r"[ \t\n\x85\u2028\u2029]+")
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&$]")
_START = re.compile(r"^ ?(\d+(?=[.)](?: |$))|(?=[-+=#:]))")
_MENTION = re.compile(r"@(?=\w)")
_REFERENCE = re.compile(r"#(?=\d)|(?<=\bGH)-(?=\d)", re.IGNORECASE)
_TICKS = re.compile("`+")
_SCHEMES = frozenset({"http", "https", "mailto"})
_MERMAID = str.maketrans(
    {":": "\uff1a", ";": ",", "#": "\uff03", "%": "\uff05", '"': "'", "`": "'", "\\": "/"}
    | dict.fromkeys("<>{}[]|", " ")
)


def plain(text: str) -> str:
    """One line of text without control characters."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text))


def escape(text: str) -> Markup:
    """Text that Markdown shows as it is: no markup, HTML, table cell, mention or reference.

    What is marked as safe already is left as it is.
    """
    if isinstance(text, Markup):
        return text
    quiet = _MENTION.sub(f"@{WORD_JOINER}", plain(text))
    quiet = _REFERENCE.sub(lambda found: found[0] + WORD_JOINER, quiet)
    safe = _SPECIAL.sub(_escaped, quiet)
    return _safe(_START.sub(lambda found: f"{found[0]}\\", safe))


def _escaped(found: re.Match[str]) -> str:
    entities = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "&#124;"}
    return entities.get(found[0], f"\\{found[0]}")


def address(url: str) -> str | None:
    """The address as a Markdown link may carry it, or None when it is no web or mail address."""
    url = plain(url).strip()
    try:
        scheme = urlsplit(url).scheme.casefold()
    except ValueError:
        return None
    return quote(url, safe="!#$%&'*+,/:;=?@~") if scheme in _SCHEMES else None


def link(text: str, url: str | None) -> Markup:
    """A link to a web address or to a file of ours; the text alone where there is no address."""
    target = address(url) if url else None
    return _safe(f"[{escape(text)}]({target})") if target else escape(text)


def path(path: str) -> Markup:
    """A file's relative path as an attribute or a link's address carries it."""
    return _safe(quote(path, safe="/#"))


def page(text: str, file: str) -> Markup:
    """A link to a file in the same repository, by its relative path."""
    return _safe(f"[{escape(text)}]({path(file)})")


def cell(text: str) -> Markup:
    """Markdown in one cell of a table; text that is not marked as safe is escaped first."""
    return _safe(escape(text).replace("|", "\\|"))


def code(text: str) -> Markup:
    """One line of text as a code span, whatever backticks it holds."""
    line = plain(text).strip()
    longest = max((len(ticks) for ticks in _TICKS.findall(line)), default=0)
    fence, gap = "`" * (longest + 1), " " if line[:1] == "`" or line[-1:] == "`" else ""
    return _safe(f"{fence}{gap}{line}{gap}{fence}")


def mermaid(text: str, limit: int = 48) -> Markup:
    """Text as a Mermaid label shows it: signs of its syntax are replaced, long text is cut."""
    label = " ".join(plain(text).translate(_MERMAID).split())
    return _safe(label if len(label) <= limit else f"{label[: limit - 1].rstrip()}…")


def _safe(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - the callers have escaped it
