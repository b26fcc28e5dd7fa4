"""GitHub's OpenAPI description, asked about a request or an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from openapi_schema_validator import OAS30Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4


@dataclass
class RestContract:
    """What GitHub's OpenAPI description says of requests and answers."""

    described: Mapping[str, Any]

    def problems_of_answer(self, method: str, path: str, status: int, value: object) -> list[str]:
        """What an answer has against it, as readable lines."""
        responses = self.operation(method, path)["responses"]
        response = self.followed(responses[str(status)])
        schema = self.schema(response)
        if schema is None:
            return [] if value is None else [f"{method} {path} {status} has no body"]
        return self.problems(schema, value)

    def problems_of_request(self, method: str, path: str, value: object) -> list[str]:
        """What a request's body has against it, as readable lines."""
        operation = self.operation(method, path)
        if "requestBody" not in operation:
            return [] if value is None else [f"{method} {path} takes no body"]
        schema = self.schema(self.followed(operation["requestBody"]))
        body = self.problems(schema, value)
        unknown = set(value or ()) - set(self.members(schema))
        return body + [f"{method} {path} does not know {name}" for name in sorted(unknown)]

    def operation(self, method: str, path: str) -> Mapping[str, Any]:
        """The description of what a method does at a path such as `/repos/a/b/issues/1`."""
        for pattern, template in self.patterns:
            if pattern.fullmatch(path) and method.lower() in self.described["paths"][template]:
                return self.described["paths"][template][method.lower()]
        raise LookupError(f"GitHub does not describe {method} {path}")

    def followed(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        """What a reference refers to."""
        while "$ref" in value:
            kind, name = value["$ref"].split("/")[2:]
            value = self.described["components"][kind][name]
        return value

    def members(self, schema: Mapping[str, Any]) -> set[str]:
        """The members that an object may have, by any of its variants."""
        schema = self.followed(schema)
        names = set(schema.get("properties", {}))
        for word in ("oneOf", "anyOf", "allOf"):
            for variant in schema.get(word, ()):
                names |= self.members(variant)
        return names

    def schema(self, part: Mapping[str, Any]) -> object:
        """The JSON schema of a request's or an answer's body, if it has one."""
        content = part.get("content", {})
        return content["application/json"]["schema"] if "application/json" in content else None

    def problems(self, schema: Mapping[str, Any], value: object) -> list[str]:
        """What is wrong with a value."""
        validator = OAS30Validator(_absolute(schema), registry=self.registry)
        return [
            f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
            for error in validator.iter_errors(value)
        ]

    @cached_property
    def registry(self) -> Registry[Any]:
        whole = {"components": _absolute(self.described["components"])}
        resource = Resource(contents=whole, specification=DRAFT4)
        return Registry().with_resource("urn:github", resource)

    @cached_property
    def patterns(self) -> list[tuple[re.Pattern[str], str]]:
        """Paths as regular expressions, those with the fewest places first."""
        templates = sorted(self.described["paths"], key=lambda it: it.count("{"))
        return [(re.compile(_pattern(it)), it) for it in templates]


def _pattern(template: str) -> str:
    """A path as a regular expression; a reference such as `heads/main` holds slashes itself."""
    return re.sub(r"\{\w+\}", "[^/]+", template.replace("{ref}", ".+"))


def _absolute(value: object) -> object:
    if isinstance(value, list):
        return [_absolute(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {
        key: f"urn:github{it}" if key == "$ref" and isinstance(it, str) else _absolute(it)
        for key, it in value.items()
        # the variants of a choice tell themselves apart
        if key not in {"components", "discriminator"}
    }
    if found.get("nullable") is True and isinstance(found.get("enum"), list):
        # GitHub leaves null out of the list, and sends it all the same.
        found["enum"] = [*found["enum"], None]
    if found.get("nullable") is True and "oneOf" in found:
        found["oneOf"] = [*found["oneOf"], {"enum": [None]}]
    return found
