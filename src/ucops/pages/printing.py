"""How the shipped templates print: each value is escaped once, for its template's kind of file."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from markupsafe import Markup
from markupsafe import escape as escape_xml

from ucops.prose import markdown

MARKUP_ENDINGS = (".svg.j2", ".html.j2")

Quiet = Callable[[str], str]
"""Makes a text call nobody."""


def printed(value: object, quiet: Quiet, name: str | None) -> Markup:
    """What a template prints of a value; what is marked as safe is left as it is.

    Args:
        value: None prints nothing.
        quiet: What happens to the text first.
        name: The template's, which says what kind of file it makes.
    """
    if isinstance(value, Markup):
        return value
    text = quiet("" if value is None else str(value))
    if (name or "").endswith(MARKUP_ENDINGS):
        return escape_xml(markdown.plain(text))
    return markdown.escape(text)


class Printing(CodeGenerator):
    """Has a value printed by the environment alone.

    As Jinja2 has it, what its environment's `finalize` made safe is looked at, copied and marked
    as safe once more, and the kind of file is found out for each value anew.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401, ARG002 - as Jinja2 calls it
        """What stands in front of a value in the template's code."""
        self.write(f"environment.{'xml' if self._prints_markup else 'markdown'}(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """An attribute; in Markdown asked for as Python does, as views are no mappings there.

        Should one be, that is an error here, and the sandbox renders the page.
        """
        if self._prints_markup:
            return super().visit_Getattr(node, frame)
        self.write("(")
        self.visit(node.node, frame)
        return self.write(f").{node.attr}")

    @property
    def _prints_markup(self) -> bool:
        return (self.name or "").endswith(MARKUP_ENDINGS)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401, ARG002 - as Jinja2 calls it
        """What stands behind it."""
        self.write(")")


class _Calling(Context):
    """Calls what templates call, of which Jinja2 would look up each time what else it is to get.

    Of all that the shipped templates can call, macros alone get more than what is written there.
    """

    @internalcode
    def call(self, called: Any, /, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - anything
        """What a call in a template gives."""
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        if called.__class__ is Macro:
            return called(self.eval_ctx, *given, **named)
        return called(*given, **named)


class Plain(Environment):
    """Jinja2 without its sandbox, for the templates that ship with ucops and no others."""

    code_generator_class = Printing
    context_class = _Calling

    def __init__(self, quiet: Quiet, **options: Any) -> None:  # noqa: ANN401 - Jinja2's own
        super().__init__(**options)
        self.quiet = quiet
        self.names = frozenset(self.list_templates())

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template knows by itself, gathered once and not looked up in two places."""
        return {**self.globals, **(d or {})}

    def markdown(self, value: object) -> Markup:
        """A value in Markdown."""
        return value if isinstance(value, Markup) else printed(value, self.quiet, None)

    def xml(self, value: object) -> Markup:
        """A value in XML."""
        return printed(value, self.quiet, MARKUP_ENDINGS[0])
