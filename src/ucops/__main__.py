"""`python -m ucops` is `ucops`."""

from ucops.cli import main

if __name__ == "__main__":
    main()
