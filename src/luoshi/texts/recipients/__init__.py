"""Who is meant by 各省（区、市）及新疆生产建设兵团? Sets of public bodies against a register of their members.

``expand`` takes the words of a set and gives its members, the groups that a circular usually reaches and this one does
not name, and whether the words leave open who belongs to it; ``sets_in`` finds the sets of a whole text. The register
(``data/reference/bodies.yaml``) says where each group was read and what still needs verification.
"""

from __future__ import annotations

from luoshi.texts.recipients.register import Body, Group, Register, bodies, load_bodies
from luoshi.texts.recipients.sets import BodySet, expand, sets_in

__all__ = ["Body", "BodySet", "Group", "Register", "bodies", "expand", "load_bodies", "sets_in"]
