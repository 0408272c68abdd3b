"""`python -m ttt`: works where generated programs may not run."""

from ttt.cli import main

if __name__ == "__main__":
    main()
