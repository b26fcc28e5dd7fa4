"""Where a link leads, and when two are one."""

from __future__ import annotations

import re

_ENDINGS = "pdf|pptx?|docx?|xlsx?|key|odp|odt|md|html?|txt|csv|png|svg|jpe?g|gif|mp4|mov|webm|zip"
_SIGN = r"[^\s\\:<>\"'\u201c-\u201f]"
_OPENED = re.compile(
    rf"https?://[^\s/]\S*|\.{{0,2}}/(?!/){_SIGN}+|(?:(?![./]){_SIGN})+/{_SIGN}*"
    rf"|(?:(?!/){_SIGN})+\.(?:{_ENDINGS})",
    re.IGNORECASE,
)
"""What can be followed from a page: an address, or a path whose first part is no host's name."""


def can_be_opened(text: str) -> bool:
    """Whether a text is an address, or a path that may lead to a file of the repository."""
    return _OPENED.fullmatch(text.strip()) is not None


def same_address(address: str) -> str:
    """An address without what makes no difference."""
    return address.strip().casefold().removeprefix("https://").removeprefix("http://").rstrip("/")
