"""What people get wrong in form: each slip is found, said and mended in one place."""
