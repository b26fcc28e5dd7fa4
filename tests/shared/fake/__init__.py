"""GitHub for the tests: the sandbox of ucops, and all that can go wrong around it.

`serve` answers on a socket of this machine, `opened` without one; both give a service whose faults
and features tests set, and people who act in it.
"""

from fake.faults import Fault, Faults, Sent
from fake.features import ENTERPRISE_SERVER, EVERYTHING, Features
from fake.people import People
from fake.server import Sandbox, serve
from fake.service import Service, opened

__all__ = [
    "ENTERPRISE_SERVER",
    "EVERYTHING",
    "Fault",
    "Faults",
    "Features",
    "People",
    "Sandbox",
    "Sent",
    "Service",
    "opened",
    "serve",
]
