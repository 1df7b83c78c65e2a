"""`python -m newsctl`, and the console script."""

from newsctl.cli.app import main

if __name__ == "__main__":
    main()
