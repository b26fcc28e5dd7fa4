"""YAML text to nodes: the composer of libyaml, or else PyYAML's own, with a cheaper resolver."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import yaml
from yaml import Event, Node, ScalarNode, Token

from ucops.text.scalars import maker

HAS_LIBYAML: bool = yaml.__with_libyaml__
"""Whether PyYAML was built with libyaml; without, everything works, some ten times slower."""

if TYPE_CHECKING or HAS_LIBYAML:
    from yaml import CLoader as _Loader
    from yaml import CSafeLoader as _SafeLoader
    from yaml._yaml import CParser as _Parser
else:
    from yaml import Loader as _Loader
    from yaml import SafeLoader as _SafeLoader
    from yaml.composer import Composer
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class _Parser(Reader, Scanner, Parser, Composer):
        """What libyaml's parser does, put together from PyYAML's own parts."""

        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)
            Composer.__init__(self)


class _Composer(_Parser):
    """A composer whose scalar nodes carry, as their tag, what makes their value.

    None stands for text. A tag that somebody wrote stays the string that it is.
    """

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> Any:  # noqa: ANN401 - as libyaml's binding calls it
        if kind is ScalarNode:
            return maker(value) if implicit[0] else None
        return None

    def descend_resolver(self, parent: Any, index: Any) -> None:  # noqa: ANN401 - as above
        """Do nothing: what a value means does not depend on where it stands."""

    def ascend_resolver(self) -> None:
        """Do nothing, as above."""


def compose(text: str) -> Node | None:
    """The root node of the only document, or None where there is nothing.

    Raises:
        yaml.YAMLError: The text is not one YAML document.
    """
    composer = _Composer(text)
    try:
        root: Node | None = composer.get_single_node()
        return root
    finally:
        composer.dispose()


def parser(text: str) -> _Parser:
    """What gives a text's events, one by one, and has to be disposed of in the end."""
    return _Parser(text)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, as far as YAML can read it."""
    return yaml.scan(text, Loader=_Loader)


def events(text: str) -> Iterator[Event]:
    """The events of a text, as far as YAML can read it."""
    return yaml.parse(text, Loader=_Loader)


def plain_data(text: str) -> object:
    """What PyYAML's safe loader makes of a text.

    Raises:
        yaml.YAMLError: The text is not one YAML document.
        ValueError: A number or day in it is none.
    """
    return yaml.load(text, Loader=_SafeLoader)
