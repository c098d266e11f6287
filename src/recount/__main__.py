"""``python -m recount``: the command line."""

from recount.cli import main

if __name__ == "__main__":
    main(prog_name="recount")
