"""What the adapter sends is what GitHub describes: documents, variables, bodies, paths."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fake.features import ENTERPRISE_SERVER, EVERYTHING, Features
from fake.server import Sandbox, serve

from ucops.github import graphql, listing
from ucops.github.client import Surroundings
from ucops.github.connect import Connection, connect
from ucops.github.protocols import BoardField, Card, NewIssue
from ucops.github.snapshot import Gone, Issue, Label
from ucops.reading.load import load

GTM = "acme/gtm"
UNDESCRIBED = [("due_on", None)]
"""GitHub takes a null to clear a milestone's due date, and its description does not say so."""
CONSTANTS = {
    name: text
    for name, text in vars(graphql).items()
    if isinstance(text, str) and name.isupper() and not name.startswith("_")
}
BUILT = {
    "directory": graphql.directory(2, 2),
    "blockers": graphql.blockers(2),
    "assignable": graphql.assignable(2),
    "board_values": graphql.board_values([False, True]),
    "board_items": graphql.board_items(2, ("Start", "Role")),
}


@pytest.mark.parametrize("name", [*CONSTANTS, *BUILT])
def test_documents_are_valid(name: str, shape: Callable[[str], Any]) -> None:
    assert shape((CONSTANTS | BUILT)[name]).document.definitions


def test_every_document_is_among_them() -> None:
    functions = {name for name, it in vars(graphql).items() if callable(it)}
    assert functions == set(BUILT)


@pytest.mark.parametrize(
    "document",
    [
        "{ viewer { nothing } }",
        '{ repository(owner: "a", name: "b") { labels { nodes { id } } } }',
        "mutation ($x: ID!) { createIssue(input: {repositoryId: $x}) { issue { id } } }",
    ],
)
def test_a_wrong_document_is_noticed(document: str, shape: Callable[[str], Any]) -> None:
    with pytest.raises(AssertionError):
        shape(document)


@pytest.fixture(
    params=[EVERYTHING, EVERYTHING.without("parent_issue_id"), ENTERPRISE_SERVER["3.17"]],
    ids=["everything", "no-parent-id", "enterprise-3.17"],
)
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    features: Features = request.param
    with serve(features=features, others=["acme/pmm"], keep_answers=True) as running:
        yield running


@pytest.fixture
def connection(sandbox: Sandbox, tmp_path: Path) -> Connection:
    (tmp_path / "ucops.yaml").write_text("version: 1\nlimits: {writes_per_minute: none}\n")
    (tmp_path / "usecases").mkdir()
    (tmp_path / "usecases" / "ci.yaml").write_text("title: CI\nproblem: Slow builds\n")
    return connect(
        sandbox.environment,
        load(tmp_path).catalog.config.limits,
        Surroundings(clock=time.time, sleep=lambda _seconds: None),
    )


def found(issue: Issue | Gone) -> Issue:
    assert isinstance(issue, Issue)
    return issue


def work(connection: Connection, sandbox: Sandbox) -> None:
    """Everything that the adapter can do, once."""
    reader, writer = connection.reader, connection.writer
    label = writer.create_label(GTM, "role:pmm", "aabbcc", "Product marketing")
    writer.update_label(label, color="ffffff", description="Marketing")
    milestone = writer.create_milestone(GTM, "Sprint 3", "The third", "2026-12-18T00:00:00Z")
    writer.update_milestone(milestone, due_on=None, state="closed", title="Sprint three")
    writer.update_milestone(milestone, due_on="2026-12-19T00:00:00Z", state="open")
    assert reader.assignable(GTM, ["octo-pmm", "nobody"]) == {"octo-pmm"}
    epic = writer.create_issue(NewIssue(repository=GTM, title="Epic", body="Text")).issue
    child = writer.create_issue(
        NewIssue(
            repository=GTM,
            title="Item",
            body="Text",
            labels=("role:pmm",),
            assignees=("octo-pmm",),
            milestone="Sprint three",
            parent=epic,
        )
    ).issue
    there = NewIssue(repository="acme/pmm", title="Elsewhere", body="Text")
    elsewhere = writer.create_issue(there).issue
    child = writer.update_issue(
        child, title="New title", labels=["role:pmm"], assignees=["octo-tmm"]
    ).issue
    child = writer.update_issue(child, milestone=None, body="Other text").issue
    reader.snapshot([GTM, "acme/pmm"], everything=True)
    reader.repository(GTM)
    if "sub_issues" not in writer.directory.lacks and sandbox.service.features.sub_issues:
        writer.set_parent(elsewhere, epic)
        writer.set_parent(elsewhere, child, replace=True)
        writer.remove_parent(elsewhere, child)
    if sandbox.service.features.dependencies:
        writer.add_blocked_by(child, elsewhere)
        reader.snapshot([GTM, "acme/pmm"], everything=True)
        writer.remove_blocked_by(child, elsewhere)
    if sandbox.service.features.issue_types:
        assert "epic" in reader.directory.types(GTM)
        writer.update_issue(epic, type="Epic")
    if sandbox.service.features.boards:
        board(connection, sandbox, epic)
    writer.close_issue(child, "duplicate", body=lambda _: "Closed", duplicate_of=epic)
    epic = writer.close_issue(epic, "not_planned").issue
    writer.update_issue(epic, state="open")
    assert found(listing.issue(reader.client, GTM, child.number)).state == "closed"
    assert reader.find_created(GTM, "no/such-key", 90) is None


def board(connection: Connection, sandbox: Sandbox, issue: Issue) -> None:
    sandbox.people.create_board("Roadmap")
    read = connection.reader.board("acme/1")
    wanted = [
        BoardField(name="Stage", kind="single_select", options={"decision": "", "awareness": ""}),
        BoardField(name="Start", kind="date", options={}),
        BoardField(name="Status", kind="single_select", options={"Todo": "", "Late": ""}),
    ]
    whole = connection.writer.ensure_board_fields(read, wanted)
    start = {"Start": "2026-12-01"}
    for card in (Card(issue, {"Stage": "decision", **start}), Card(issue, {"Stage": None}, start)):
        assert connection.writer.put_on_board(whole, [card]) == [None]


def test_what_is_sent_is_described(
    connection: Connection, sandbox: Sandbox, rest: object, shape: Callable[[str], Any]
) -> None:
    work(connection, sandbox)
    assert len(sandbox.requests) > 20
    for sent in sandbox.requests:
        if sent.operation is not None:
            whole = shape(sent.sent["query"])
            assert whole.variable_problems(sent.sent.get("variables") or {}) == []
            if "data" in sent.answer:
                assert whole.problems(sent.answer) == []
            continue
        path = sent.path.partition("?")[0]
        path = path.replace("/repositories/", "/repos/id/")
        body = {
            name: value
            for name, value in (sent.sent or {}).items()
            if (name, value) not in UNDESCRIBED
        }
        assert rest.problems_of_request(sent.method, path, body or None) == []
        assert rest.problems_of_answer(sent.method, path, sent.status, sent.answer) == []


def test_labels_are_read_back(connection: Connection) -> None:
    made = connection.writer.create_label(GTM, "x", "ffffff", "y")
    assert isinstance(made, Label)
    assert connection.reader.snapshot([GTM]).labels == (made,)
