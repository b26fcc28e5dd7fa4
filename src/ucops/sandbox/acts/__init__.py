"""What can happen in the world: each function checks first, then puts what changed."""
