"""What GitHub issues hold: the bodies of epics and items."""
