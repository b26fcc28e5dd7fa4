"""What GitHub can hold, as its documentation and its answers say."""

from __future__ import annotations

TITLE = 256
"""Characters of an issue's title."""
MILESTONE_TITLE = 255
"""Characters of a milestone's title."""
BODY = 65_536
"""Characters of an issue's body, and of a comment."""
SUB_ISSUES = 100
"""Sub-issues of one issue."""
LABELS = 100
"""Labels of one issue."""
LABEL_DESCRIPTION = 100
"""Characters of a label's description."""
ASSIGNEES = 10
"""People that one issue can be assigned to."""
