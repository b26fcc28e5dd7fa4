"""Branches over REST."""

from __future__ import annotations

import base64

from ucops.sandbox.access import check_read, check_write
from ucops.sandbox.acts import branches
from ucops.sandbox.refusals import not_found, unprocessable
from ucops.sandbox.rest.call import Answer, Call
from ucops.sandbox.rest.views import Json

HEADS = "refs/heads/"


def read(call: Call) -> Answer:
    """`GET git/ref/heads/{branch}`."""
    repo, branch = call.repository, call.places["branch"]
    check_read(call.who, repo, "contents")
    head = branches.git_of(call.world, repo).head(branch)
    if head is None:
        raise not_found()
    return Answer(200, _view(call, branch, head))


def create(call: Call) -> Answer:
    """`POST git/refs`."""
    repo, ref, commit = call.repository, call.member("ref", str), call.member("sha", str)
    check_write(call.who, repo, "write", "contents")
    git = branches.git_of(call.world, repo)
    branch = ref.removeprefix(HEADS)
    if branch == ref:
        raise unprocessable("Reference name is not valid")
    if git.head(branch):
        raise unprocessable("Reference already exists")
    if not git.has(commit):
        raise unprocessable("Object does not exist")
    git.point(branch, commit)
    return Answer(201, _view(call, branch, commit))


def update(call: Call) -> Answer:
    """`PATCH git/refs/heads/{branch}`."""
    repo, branch, commit = call.repository, call.places["branch"], call.member("sha", str)
    check_write(call.who, repo, "write", "contents")
    force = call.body.get("force") is True
    branches.point(call.world, repo, branch, commit, force=force)
    return Answer(200, _view(call, branch, commit))


def delete(call: Call) -> Answer:
    """`DELETE git/refs/heads/{branch}`."""
    repo, branch = call.repository, call.places["branch"]
    check_write(call.who, repo, "write", "contents")
    git = branches.git_of(call.world, repo)
    if git.head(branch) is None:
        raise unprocessable("Reference does not exist")
    branches.check_direct(repo, branch)
    git.delete(branch)
    return Answer(204)


def _view(call: Call, branch: str, commit: str) -> Json:
    address = f"{call.views.address(call.repository)}/git"
    node = base64.urlsafe_b64encode(f"{HEADS}{branch}".encode()).decode().rstrip("=")
    return {
        "ref": f"{HEADS}{branch}",
        "node_id": f"REF_{node}",
        "url": f"{address}/{HEADS}{branch}",
        "object": {"sha": commit, "type": "commit", "url": f"{address}/commits/{commit}"},
    }
