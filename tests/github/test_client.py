from __future__ import annotations

import pytest
from github_fakes import graphql, reply, scripted

from ucops.github import errors
from ucops.github.answers import Answer, Broken, Request
from ucops.github.client import LONGEST_WAIT, TRIES, as_list
from ucops.github.creating import create
from ucops.github.directory import Directory, Entry
from ucops.github.pace import Pace
from ucops.github.protocols import NewIssue, Repository

CREATE = Request(verb="POST", path="/repos/acme/gtm/issues", body={}, repeatable=False, writes=1)
PATCH = Request(verb="PATCH", path="/repos/acme/gtm/issues/1", body={}, writes=1)
LOST = Broken("no answer")
NEVER_SENT = Broken("cannot be reached", arrived=False)
SECONDARY = reply(403, {"message": "You have exceeded a secondary rate limit"})


@pytest.mark.parametrize(
    "failure", [reply(500), reply(502), reply(504), reply(200, text="{"), LOST]
)
def test_a_create_without_a_clear_answer_is_sent_once(failure: Answer | Broken) -> None:
    client, script, _ = scripted(failure, reply(201, {}))
    with pytest.raises(errors.OutcomeUnknownError, match="whether it was done is not known"):
        client.call(CREATE)
    assert len(script.sent) == 1


@pytest.mark.parametrize("failure", [reply(500), reply(502), reply(200, text="{"), LOST])
def test_what_does_no_harm_twice_is_sent_again(failure: Answer | Broken) -> None:
    client, script, time = scripted(failure, failure, reply(200, {"number": 1}))
    assert client.call(PATCH).data == {"number": 1}
    assert len(script.sent) == 3
    assert time.slept == [1.0, 2.0]
    assert len(time.reasons) == 2


def test_giving_up_after_some_tries() -> None:
    client, script, _ = scripted(*[reply(502)] * TRIES)
    with pytest.raises(errors.ServerFailedError, match="tried 4 times"):
        client.call(PATCH)
    assert len(script.sent) == TRIES


def test_a_create_that_never_left_is_sent_again() -> None:
    client, script, _ = scripted(NEVER_SENT, reply(201, {"number": 1}))
    assert client.call(CREATE).data == {"number": 1}
    assert len(script.sent) == 2


def test_an_unreachable_host() -> None:
    client, _, _ = scripted(*[NEVER_SENT] * TRIES)
    with pytest.raises(errors.UnreachableError) as caught:
        client.call(CREATE)
    assert "GITHUB_API_URL" in caught.value.hint


def test_a_refusal_is_not_repeated() -> None:
    client, script, _ = scripted(reply(422, {"message": "no"}))
    with pytest.raises(errors.InvalidRequestError):
        client.call(PATCH)
    assert len(script.sent) == 1


def test_a_create_that_a_limit_put_off_is_sent_after_the_pause() -> None:
    client, script, time = scripted(reply(403, {}, retry_after="30"), reply(201, {"number": 1}))
    assert client.call(CREATE).data == {"number": 1}
    assert (len(script.sent), time.slept) == (2, [30.0])
    assert time.reasons == ["secondary rate limit: 30"]


def test_pauses_that_github_does_not_time_are_a_minute_and_grow() -> None:
    client, script, time = scripted(SECONDARY, SECONDARY, reply(201, {}))
    client.call(CREATE)
    assert time.slept == [60.0, 120.0]
    assert len(script.sent) == 3
    client, _, time = scripted(*[SECONDARY] * 3)
    with pytest.raises(errors.LimitReachedError):
        client.call(CREATE)
    assert time.slept == [60.0, 120.0]


def test_a_limit_again_and_again_ends_the_run() -> None:
    client, script, _ = scripted(*[reply(429, {}, retry_after="5")] * 6)
    with pytest.raises(errors.LimitReachedError, match="again and again"):
        client.call(CREATE)
    assert len(script.sent) == 6


def test_a_long_pause_ends_the_run() -> None:
    long = str(int(LONGEST_WAIT) + 1)
    client, _, time = scripted(reply(429, {}, retry_after=long))
    with pytest.raises(errors.LimitReachedError, match="2 minutes") as caught:
        client.call(CREATE)
    assert caught.value.wait == LONGEST_WAIT + 1
    assert caught.value.exit_code == 3
    assert time.slept == []


def test_a_limit_that_is_used_up_is_heeded_before_it_refuses() -> None:
    used_up = {"x_ratelimit_remaining": "0", "x_ratelimit_reset": "1800000050"}
    client, script, time = scripted(
        reply(200, {}, **used_up), graphql({"a": {}}), reply(200, {}), reply(200, {})
    )
    client.get("/a")
    client.query("other budget", "query {a}", {})
    assert time.slept == []
    client.get("/b")
    client.get("/c")
    assert time.slept == [51.0]
    assert len(script.sent) == 4


def test_a_refusal_for_a_used_up_limit_is_waited_for_once() -> None:
    used_up = {"x_ratelimit_remaining": "0", "x_ratelimit_reset": "1800000050"}
    client, _, time = scripted(reply(403, {}, **used_up), reply(200, {}))
    client.get("/a")
    assert time.slept == [51.0]


def test_writes_are_paced_and_questions_are_not() -> None:
    client, _, time = scripted(*[reply(200, {})] * 6, pace=Pace(2, 0))
    for _ in range(3):
        client.call(PATCH)
        client.get("/a")
    assert time.slept == [60.0]
    assert time.reasons == ["2 writes a minute: 60"]


def test_an_hour_s_writes_used_up_end_the_run() -> None:
    client, script, _ = scripted(*[reply(200, {})] * 3, pace=Pace(0, 2))
    client.call(PATCH)
    client.call(PATCH)
    with pytest.raises(errors.LimitReachedError, match="2 writes an hour"):
        client.call(PATCH)
    assert len(script.sent) == 2


def test_requests_are_counted_and_watched() -> None:
    client, _, time = scripted(reply(502), reply(200, {}), reply(201, {}), graphql({"a": {}}))
    client.get("/a")
    client.write("POST", "/b", {}, repeatable=False)
    client.mutate("the board", "mutation {a}", {}, repeatable=True)
    assert (client.counts().reads, client.counts().writes) == (2, 2)
    watched = [(str(each.request), each.status, each.outcome) for each in time.exchanges]
    assert watched == [
        ("GET /a", 502, "broken"),
        ("GET /a", 200, "ok"),
        ("POST /b", 201, "ok"),
        ("the board", 200, "ok"),
    ]


def test_what_is_watched_says_how_it_went() -> None:
    client, _, time = scripted(LOST, SECONDARY, reply(404, {}))
    with pytest.raises(errors.NotFoundError):
        client.get("/a")
    assert [(each.status, each.outcome) for each in time.exchanges] == [
        (None, "broken"),
        (403, "wait"),
        (404, "refused"),
    ]
    assert time.exchanges[1].note == "secondary rate limit: 60 s"


def test_pages() -> None:
    link = '<https://api.github.com/repositories/1/issues?page=2>; rel="next"'
    client, script, _ = scripted(reply(200, [1, 2], link=link), reply(200, [3]))
    assert list(client.pages("/issues", state="all")) == [[1, 2], [3]]
    assert script.sent[0].query == {"per_page": 100, "state": "all"}
    assert script.sent[1].path == "https://api.github.com/repositories/1/issues?page=2"


def test_what_should_be_a_list() -> None:
    assert as_list([], "x") == []
    with pytest.raises(errors.ServerFailedError, match="no list"):
        as_list({"message": "hello"}, "x")


def test_the_token_is_in_no_message() -> None:
    secret = "ghp_secret"  # noqa: S105 - made up
    leak = Broken(f"no answer with {secret}")
    client, _, time = scripted(leak, reply(422, {"message": f"bad {secret}"}), secret=secret)
    with pytest.raises(errors.InvalidRequestError) as caught:
        client.call(PATCH)
    told = [*time.reasons, *(each.note for each in time.exchanges), str(caught.value)]
    assert not any(secret in text for text in [*told, caught.value.message, repr(client)])
    assert "***" in caught.value.message


def test_an_unreachable_host_leaves_no_doubt_about_a_create() -> None:
    client, _, _ = scripted(*[NEVER_SENT] * TRIES)
    new = NewIssue(repository="acme/gtm", title="CI", body="")
    known = Repository(
        name="acme/gtm", node_id="R_1", archived=False, has_issues=True, permission="write"
    )
    with pytest.raises(errors.UnreachableError):
        create(client, Directory(client, {"acme/gtm": Entry(known)}), new)


def test_pages_that_name_each_other_for_ever_end() -> None:
    link = '<https://api.github.com/repositories/1/issues?page=2>; rel="next"'
    client, _, _ = scripted(*(reply(200, [1], link=link) for _ in range(3)))
    with pytest.raises(errors.ServerFailedError, match="go round in a circle"):
        list(client.pages("/repos/acme/gtm/issues"))


def test_pages_without_an_end_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ucops.github.client.PAGES", 3)
    link = '<https://api.github.com/repositories/1/issues?page={}>; rel="next"'
    client, _, _ = scripted(*(reply(200, [1], link=link.format(n)) for n in range(9)))
    with pytest.raises(errors.ServerFailedError, match="have no end"):
        list(client.pages("/repos/acme/gtm/issues"))
