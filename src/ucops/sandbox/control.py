"""The control endpoint under `/_sandbox/`, for tests in other processes."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ucops.sandbox.faults import Fault
from ucops.sandbox.refusals import Refusal
from ucops.sandbox.rest.call import Answer

if TYPE_CHECKING:
    from ucops.sandbox.service import Service


def answer(service: Service, method: str, path: str, body: Any) -> Answer:
    """Answer a request to the control endpoint."""
    try:
        return _act(service, method, path.removeprefix("/_sandbox/"), body)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        return Answer(422, {"message": f"this cannot be understood: {error}"})
    except Refusal as refusal:
        return Answer(refusal.status, refusal.body)


def _act(service: Service, method: str, name: str, body: Any) -> Answer:
    if (method, name) == ("GET", "requests"):
        return Answer(200, [asdict(recorded) for recorded in service.requests])
    if (method, name) == ("DELETE", "requests"):
        service.requests.clear()
        return Answer(204)
    if (method, name) == ("POST", "faults"):
        service.faults.script(*(Fault(**fault) for fault in body))
        return Answer(204)
    if (method, name) == ("POST", "chance"):
        service.faults.seed(int(body["seed"]), float(body["rate"]))
        return Answer(204)
    if (method, name) == ("DELETE", "faults"):
        service.faults.clear()
        return Answer(204)
    if (method, name) == ("POST", "features"):
        service.features = service.features.without(*body["without"])
        return Answer(204)
    return Answer(404, {"message": "Not Found"})
