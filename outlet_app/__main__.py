"""Starts the counter client."""

import sys

from outlet_app.bootstrap import main

if __name__ == "__main__":
    sys.exit(main())
