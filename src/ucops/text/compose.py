"""YAML text to nodes: libyaml's composer with a cheaper resolver."""

from __future__ import annotations

from typing import Any

from yaml import Node, ScalarNode
from yaml._yaml import CParser

from ucops.text.scalars import maker

SEQUENCE = "sequence"
MAPPING = "mapping"


class _Composer(CParser):
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
    parser = _Composer(text)
    try:
        root: Node | None = parser.get_single_node()
        return root
    finally:
        parser.dispose()
