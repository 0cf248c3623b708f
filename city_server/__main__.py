"""`python -m city_server`."""

import sys

from city_server.cli import main

sys.exit(main())
