"""GitHub's own descriptions, and a sandbox to hold to them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLSchema, build_schema
from openapi_schema_validator import OAS30Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from ucops.sandbox.founding import TOKEN
from ucops.sandbox.opening import opened
from ucops.sandbox.people import People
from ucops.sandbox.reply import Reply, Request
from ucops.sandbox.service import Service

HERE = Path(__file__).parent


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
        rooted = {**schema, "components": self.described["components"]}
        validator = OAS30Validator(_absolute(rooted), registry=self.registry)
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
        return [(re.compile(re.sub(r"\{\w+\}", "[^/]+", it)), it) for it in templates]


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
    return found


@dataclass
class Client:
    """Sends requests to a service without sockets, as the owner's bot."""

    service: Service
    token: str = TOKEN

    def send(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """Status and JSON of the answer."""
        reply = self.reply(method, path, body)
        return reply.status, json.loads(reply.body) if reply.body else None

    def reply(self, method: str, path: str, body: object = None, **headers: str) -> Reply:
        """The whole answer."""
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        sent = b"" if body is None else json.dumps(body).encode()
        return self.service.handle(Request(method=method, target=path, headers=headers, body=sent))

    def graphql(self, query: str, **variables: object) -> dict[str, Any]:
        """The answer to a GraphQL request."""
        status, value = self.send("POST", "/graphql", {"query": query, "variables": variables})
        assert status == 200, value
        return value


@pytest.fixture(scope="session")
def rest() -> RestContract:
    return RestContract(json.loads((HERE / "github-rest.json").read_text("utf-8")))


@pytest.fixture(scope="session")
def github_schema() -> GraphQLSchema:
    return build_schema((HERE / "github.graphql").read_text("utf-8"), assume_valid=True)


@pytest.fixture
def service() -> Iterator[Service]:
    with opened(others=["acme/pmm"]) as made:
        made.address = "http://127.0.0.1:1"
        yield made


@pytest.fixture
def client(service: Service) -> Client:
    return Client(service)


@pytest.fixture
def people(service: Service) -> People:
    return People(service, "acme/gtm")


@pytest.fixture
def validated(client: Client, rest: RestContract) -> Callable[..., Any]:
    """Send a request, and check its body and its answer against GitHub's description."""

    def send(method: str, path: str, body: object = None, *, status: int) -> object:
        got, value = client.send(method, path, body)
        assert got == status, value
        plain = path.partition("?")[0]
        assert rest.problems_of_answer(method, plain, got, value) == []
        return value

    return send
