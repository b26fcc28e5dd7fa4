"""What to change on GitHub: desired state, plan, limits, apply."""
