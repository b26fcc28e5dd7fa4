"""What workflows do around the other commands."""
