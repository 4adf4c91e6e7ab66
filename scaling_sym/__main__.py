"""`python -m scaling_sym`."""

import sys


def run() -> None:
    """Run the command line, which takes the optional dependencies of `verify`."""
    try:
        from .cli import main
    except ModuleNotFoundError as missing:
        print(f"The command line needs {missing.name}: install scaling-sym[verify].", file=sys.stderr)
        sys.exit(2)
    main()


if __name__ == "__main__":
    run()
