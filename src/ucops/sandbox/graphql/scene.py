"""What a resolver of GraphQL may look at, and how it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLResolveInfo

from ucops.sandbox.access import Caller
from ucops.sandbox.refusals import Refusal
from ucops.sandbox.world import World

Resolver = Callable[..., Any]
"""Takes the object that the field is of, the `info` and the field's arguments by name."""
Resolvers = dict[str, dict[str, Resolver]]
"""Resolvers by type and field; a field without one is an attribute of its object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a resolver may look at.

    Attributes:
        root: The address of the pages that people look at.
    """

    world: World
    who: Caller
    root: str


Info = GraphQLResolveInfo[Scene]


def failed(kind: str, message: str) -> Refusal:
    """A field that could not be resolved, with GitHub's `type` of the error."""
    return Refusal(200, message, kind=kind)
