"""The client of ucops on a sandbox without sockets."""

from __future__ import annotations

from fake.faults import Fault
from fake.inside import Time, connected, through
from fake.people import People
from fake.service import Service

from ucops.github.client import Surroundings
from ucops.github.pace import Pace
from ucops.github.protocols import NewIssue

GTM = "acme/gtm"


def test_what_is_written_is_read_back(service: Service, people: People) -> None:
    time = Time()
    around = Surroundings(clock=time, sleep=time.sleep, waiting=time.waiting)
    reader, writer = connected(through(service, time), around, Pace(0, 0))
    made = writer.create_issue(NewIssue(repository=GTM, title="One", body="Text")).issue
    assert people.issue(made.number).title == "One"
    people.edit(made.number, title="Changed")
    (issue,) = reader.snapshot([GTM], everything=True).issues
    assert issue.title == "Changed"


def test_waits_take_no_time(service: Service) -> None:
    time = Time()
    around = Surroundings(clock=time, sleep=time.sleep, waiting=time.waiting)
    reader, _writer = connected(through(service, time), around, Pace(0, 0))
    service.faults.script(Fault(kind="slow", seconds=5), Fault(kind="drop", after_requests=1))
    before = time()
    assert reader.repository(GTM)
    assert time() - before >= 5
