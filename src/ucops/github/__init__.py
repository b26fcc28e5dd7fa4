"""What GitHub holds, and the only room that knows PyGithub."""
