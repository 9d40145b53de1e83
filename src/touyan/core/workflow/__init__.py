"""The state machine as values, and the one pure decision about who may do what.

`machine` says what a kind of matter can go through, `decide` answers one question for the door, the
buttons, the API and the bulk preview alike, so that they cannot disagree.
"""

from touyan.core.workflow.decide import Allowed, Conditions, Decision, Denied, Position, PostValue, decide
from touyan.core.workflow.machine import Edge, Label, Machine, Role, State, from_plain, to_plain

__all__ = [
    "Allowed",
    "Conditions",
    "Decision",
    "Denied",
    "Edge",
    "Label",
    "Machine",
    "Position",
    "PostValue",
    "Role",
    "State",
    "decide",
    "from_plain",
    "to_plain",
]
