"""The roadmap and the pages of use cases."""
