"""The control endpoint under `/_sandbox/`, for tests in other processes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ucops.sandbox.faults import Fault
from ucops.sandbox.rest.call import Answer

if TYPE_CHECKING:
    from ucops.sandbox.service import Service


def answer(service: Service, method: str, path: str, body: object) -> Answer:
    """Answer a request to the control endpoint."""
    act = ACTS.get((method, path.removeprefix("/_sandbox/")))
    if act is None:
        return Answer(404, {"message": "Not Found"})
    try:
        return act(service, body)
    except (TypeError, ValueError, KeyError) as error:
        return Answer(422, {"message": f"this cannot be understood: {error}"})


def _requests(service: Service, _body: object) -> Answer:
    return Answer(200, [asdict(recorded) for recorded in service.requests])


def _forget_requests(service: Service, _body: object) -> Answer:
    service.requests.clear()
    return Answer(204)


def _faults(service: Service, body: Any) -> Answer:  # noqa: ANN401 - JSON that is tried out
    service.faults.script(*(Fault(**fault) for fault in body))
    return Answer(204)


def _chance(service: Service, body: Any) -> Answer:  # noqa: ANN401 - as above
    service.faults.seed(int(body["seed"]), float(body["rate"]))
    return Answer(204)


def _forget_faults(service: Service, _body: object) -> Answer:
    service.faults.clear()
    return Answer(204)


def _features(service: Service, body: Any) -> Answer:  # noqa: ANN401 - as above
    service.features = service.features.without(*body["without"])
    return Answer(204)


ACTS: Mapping[tuple[str, str], Callable[[Service, object], Answer]] = {
    ("GET", "requests"): _requests,
    ("DELETE", "requests"): _forget_requests,
    ("POST", "faults"): _faults,
    ("DELETE", "faults"): _forget_faults,
    ("POST", "chance"): _chance,
    ("POST", "features"): _features,
}
