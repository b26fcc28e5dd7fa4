from __future__ import annotations

import pytest
from github_fakes import graphql, reply

from ucops.github import errors
from ucops.github.answers import (
    Answer,
    Broken,
    Fine,
    Refused,
    Request,
    Wait,
    judge,
    next_page,
    server_time,
)

NOW = 1_800_000_000.0
LIST = Request(verb="GET", path="/repos/acme/gtm/issues")
ASK = Request(verb="POST", path="graphql", about="the labels")
MAKE = Request(verb="POST", path="graphql", about="creating an issue", writes=1, repeatable=False)


def test_a_page_and_the_way_to_the_next() -> None:
    link = '<https://api.github.com/x?page=2>; rel="next", <https://api.github.com/x>; rel="last"'
    assert judge(LIST, reply(200, [1], link=link), NOW) == Fine(
        [1], "https://api.github.com/x?page=2"
    )
    assert next_page('<https://api.github.com/x?page=1>; rel="prev"') == ""
    assert judge(LIST, reply(204), NOW) == Fine(None)


@pytest.mark.parametrize(
    ("date", "time"),
    [
        ("Sun, 22 Nov 2026 02:00:00 GMT", "2026-11-22T02:00:00Z"),
        ("Sun, 22 Nov 2026 02:00:00 +0100", "2026-11-22T01:00:00Z"),
        ("", ""),
        ("today", ""),
        ("Fri, 31 Dec 9999 23:00:00 -2300", ""),
    ],
)
def test_what_time_it_was_on_the_server(date: str, time: str) -> None:
    assert server_time({"date": date}) == time
    assert server_time({}) == ""


@pytest.mark.parametrize(
    "answer",
    [
        reply(500),
        reply(502, text="<html>Bad gateway</html>"),
        reply(503),
        reply(504),
        reply(408),
        reply(200, text="<html>Sign in</html>"),
        reply(200, text='[{"number": 1'),
    ],
)
def test_what_leaves_the_outcome_unknown(answer: Answer) -> None:
    found = judge(LIST, answer, NOW)
    assert isinstance(found, Broken)
    assert found.arrived


@pytest.mark.parametrize(
    ("answer", "seconds", "exact"),
    [
        (reply(403, {"message": "secondary rate limit"}, retry_after="30"), 30.0, True),
        (reply(429, {}, retry_after="0"), 1.0, True),
        (reply(429, {}, retry_after="soon"), 60.0, True),
        (reply(403, {"message": "You have exceeded a secondary rate limit."}), 60.0, False),
        (reply(403, {"message": "You have triggered an abuse detection mechanism"}), 60.0, False),
        (reply(429, {}), 60.0, False),
        (reply(403, {}, x_ratelimit_remaining="0", x_ratelimit_reset=str(NOW + 90)), 91.0, True),
        (reply(429, {}, x_ratelimit_remaining="0", x_ratelimit_reset=str(NOW - 9)), 1.0, True),
        (reply(403, {}, x_ratelimit_remaining="0"), 60.0, True),
    ],
)
def test_limits(answer: Answer, seconds: float, exact: bool) -> None:
    found = judge(LIST, answer, NOW)
    assert isinstance(found, Wait)
    assert (found.seconds, found.exact) == (seconds, exact)


@pytest.mark.parametrize(
    ("answer", "kind", "said"),
    [
        (reply(401, {"message": "Bad credentials"}), errors.BadCredentialsError, "token"),
        (
            reply(403, {"message": "Resource not accessible"}),
            errors.MissingPermissionError,
            "may not",
        ),
        (reply(403, text="<html>"), errors.MissingPermissionError, "status 403"),
        (
            reply(403, {"message": "Repository was archived so is read-only."}),
            errors.ArchivedError,
            "archived",
        ),
        (
            reply(403, {}, x_github_sso="required; url=https://x/sso"),
            errors.SingleSignOnError,
            "single",
        ),
        (
            reply(403, {}, x_github_sso="partial-results"),
            errors.SingleSignOnError,
            "single sign-on",
        ),
        (reply(404, {"message": "Not Found"}), errors.NotFoundError, "/repos/acme/gtm/issues"),
        (
            reply(410, {"message": "Issues are disabled for this repo"}),
            errors.IssuesDisabledError,
            "off",
        ),
        (reply(410, {"message": "This issue was deleted"}), errors.DeletedError, "deleted"),
        (
            reply(301, x_moved_to="https://x/repositories/1"),
            errors.MovedError,
            "https://x/repositories/1",
        ),
        (reply(307, location="https://x/repositories/1"), errors.MovedError, "repositories/1"),
        (reply(409, {"message": "Conflict"}), errors.InvalidRequestError, "Conflict"),
        (
            reply(
                422,
                {"message": "Validation Failed", "errors": [{"field": "title", "code": "missing"}]},
            ),
            errors.InvalidRequestError,
            "Validation Failed (title missing)",
        ),
        (
            reply(422, {"message": "No", "errors": ["plain", {"message": "body is too long"}]}),
            errors.InvalidRequestError,
            "No (plain; body is too long)",
        ),
        (reply(418, ["odd"]), errors.InvalidRequestError, "status 418"),
    ],
)
def test_refusals(answer: Answer, kind: type[errors.GitHubError], said: str) -> None:
    found = judge(LIST, answer, NOW)
    assert isinstance(found, Refused)
    assert type(found.error) is kind
    assert said in found.error.message


def refusal(answer: Answer, request: Request = LIST) -> errors.GitHubError:
    found = judge(request, answer, NOW)
    assert isinstance(found, Refused)
    return found.error


def test_a_refusal_names_the_right_that_is_missing() -> None:
    wanted = {"x_accepted_github_permissions": "issues=write"}
    forbidden = refusal(reply(403, {"message": "no"}, **wanted))
    assert isinstance(forbidden, errors.MissingPermissionError)
    assert forbidden.permissions == "issues=write"
    assert "Issues: read and write" in forbidden.hint
    hidden = refusal(reply(404, {}, **wanted))
    assert isinstance(hidden, errors.NotFoundError)
    assert hidden.permissions == "issues=write"
    assert "Issues: read and write" in hidden.hint
    classic = refusal(reply(403, {"message": "no"}, x_accepted_oauth_scopes="repo"))
    assert "the scope repo: its owner ticks it" in classic.hint
    assert (
        refusal(reply(403, {}, x_github_sso="required; url=https://x/sso")).hint
        == "open https://x/sso"
    )


def test_a_mutation_answered_with_null_is_unclear_and_a_question_is_not() -> None:
    assert isinstance(judge(MAKE, graphql({"createIssue": None}), NOW), Broken)
    assert judge(ASK, graphql({"owner": None}), NOW) == Fine({"owner": None})


def test_graphql_data() -> None:
    assert judge(ASK, graphql({"repository": {"id": "R"}}), NOW) == Fine(
        {"repository": {"id": "R"}}
    )


@pytest.mark.parametrize(
    "answer",
    [
        reply(200, text=""),
        reply(200, [1]),
        graphql(None),
        graphql({}),
        graphql(None, {"message": "Something went wrong while executing your query."}),
        graphql({"a": {}}, {"type": "RESOURCE_LIMITS_EXCEEDED", "message": "too much"}),
        reply(502, text="timeout"),
    ],
)
def test_graphql_answers_that_say_nothing(answer: Answer) -> None:
    assert isinstance(judge(ASK, answer, NOW), Broken)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"message": "Field 'issueType' doesn't exist on type 'Issue'"}, errors.UnsupportedError),
        ({"message": "x", "extensions": {"code": "undefinedField"}}, errors.UnsupportedError),
        (
            {
                "message": "Variable $input of type CreateIssueInput! was provided invalid value "
                "for parentIssueId (Field is not defined on CreateIssueInput)"
            },
            errors.UnsupportedError,
        ),
        ({"type": "NOT_FOUND", "message": "Could not resolve"}, errors.NotFoundError),
        ({"type": "FORBIDDEN", "message": "not accessible"}, errors.MissingPermissionError),
        (
            {"type": "INSUFFICIENT_SCOPES", "message": "needs project"},
            errors.MissingPermissionError,
        ),
        (
            {"type": "FORBIDDEN", "message": "SAML", "extensions": {"saml_failure": True}},
            errors.SingleSignOnError,
        ),
        ({"type": "UNPROCESSABLE", "message": "too long"}, errors.InvalidRequestError),
    ],
)
def test_graphql_refusals(error: dict[str, object], kind: type[errors.GitHubError]) -> None:
    assert type(refusal(graphql({"createIssue": None}, error), MAKE)) is kind


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (
            graphql(
                None,
                {"type": "RATE_LIMITED", "message": "x"},
                x_ratelimit_remaining="0",
                x_ratelimit_reset=str(NOW + 9),
            ),
            10.0,
        ),
        (graphql({"createIssue": None}, {"message": "was submitted too quickly"}), 60.0),
        (graphql(None, {"message": "secondary rate limit"}, retry_after="7"), 7.0),
        (reply(403, {"message": "secondary rate limit"}), 60.0),
    ],
)
def test_graphql_limits(answer: Answer, seconds: float) -> None:
    found = judge(MAKE, answer, NOW)
    assert isinstance(found, Wait)
    assert found.seconds == seconds


def test_graphql_data_that_is_there_in_part() -> None:
    missing = {"type": "NOT_FOUND", "path": ["b0", 1], "message": "Could not resolve to a node"}
    found = judge(ASK, graphql({"b0": [{"id": "I_1"}, None]}, missing), NOW)
    assert found == Fine({"b0": [{"id": "I_1"}, None]}, errors=(missing,))


def test_a_mutation_that_was_done_is_done_whatever_else_failed() -> None:
    other = {"type": "INTERNAL", "message": "the parent could not be read"}
    found = judge(MAKE, graphql({"createIssue": {"issue": {"id": "I_1"}}}, other), NOW)
    assert isinstance(found, Fine)
    assert found.errors == (other,)


def test_half_a_sign_is_replaced_wherever_it_stands() -> None:
    """No file and no terminal could hold it."""
    text = r'[{"title": "a\ud800b", "\uDFFF": ["\ud83d\ude00", 1, null]}]'
    found = judge(LIST, Answer(status=200, headers={}, text=text), NOW)
    assert found == Fine([{"title": "a\ufffdb", "\ufffd": ["\U0001f600", 1, None]}])
