"""What people read: views, templates, Markdown, charts."""
