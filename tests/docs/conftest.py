"""The makers of the reference and the runner of the snippets are packages of this folder."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
