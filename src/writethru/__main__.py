"""``python -m writethru`` is the command."""

from writethru.cli import main

if __name__ == "__main__":
    main()
