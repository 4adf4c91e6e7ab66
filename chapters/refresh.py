"""Run every chapter and store its outputs; a chapter that fails is left as it was."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

HERE = Path(__file__).parent


def refresh(path: Path) -> None:
    """Execute one notebook in place, storing nothing that changes from run to run."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=1200,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(HERE)}},
    ).execute()
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.write(notebook, path)


def main() -> int:
    """Refresh the chapters named, or all of them; 1 if any fails."""
    named = [HERE / f"{Path(name).stem}.ipynb" for name in sys.argv[1:]]
    paths = named or sorted(HERE.glob("*.ipynb"))
    failed = 0
    for number, path in enumerate(paths, start=1):
        print(f"[{number}/{len(paths)}] {path.name}", flush=True)
        try:
            refresh(path)
        except (CellExecutionError, OSError) as error:
            print(f"{path.name} was left as it was: {error}", file=sys.stderr)
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
