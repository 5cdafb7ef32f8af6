"""`python -m corpus_tools` is the command `corpus-tools`."""

from __future__ import annotations

import sys

from corpus_tools.cli import main

if __name__ == "__main__":
    sys.exit(main())
