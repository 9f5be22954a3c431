"""``python -m scoring`` is the same as ``scoring``."""

from scoring.cli import main

if __name__ == "__main__":
    main()
