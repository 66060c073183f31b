"""Who may do what: roles, one table of all packages' permissions.toml, named conditions. Closed by default."""

from hearing_state.permissions.actor import SYSTEM, VISITOR, Actor, Grant, Role, Subject
from hearing_state.permissions.policy import POLICY, Policy, Row

__all__ = ["POLICY", "SYSTEM", "VISITOR", "Actor", "Grant", "Policy", "Role", "Row", "Subject"]
