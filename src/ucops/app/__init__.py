"""What each command does, as a recipe."""
