"""Words for people, and text of theirs made safe to show; knows nothing of use cases."""
