"""``python -m newsspider.cli``: the command where its script is not on the path."""

import sys

from newsspider.cli.main import main

sys.exit(main())
