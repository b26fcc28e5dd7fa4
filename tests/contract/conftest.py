"""GitHub's own descriptions, and a sandbox to hold to them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fake.people import People
from fake.service import Service, opened
from graphql import GraphQLSchema, build_schema

from ucops.sandbox.founding import TOKEN
from ucops.sandbox.reply import Reply, Request

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from described_graphql import Shape  # noqa: E402 - found by the line above
from described_rest import RestContract  # noqa: E402 - as above


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


@pytest.fixture(scope="session")
def shape(github_schema: GraphQLSchema) -> Callable[[str], Shape]:
    """The shape of a document's answers; the document itself is checked first."""
    return lambda document: Shape(github_schema, document)


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
    return People(service.world, "acme/gtm")


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
