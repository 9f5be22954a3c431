"""Write what is generated in docs/reference anew: ``python tests/docs/write_reference.py``."""

from pathlib import Path

from reference.regions import renewed

FOLDER = Path(__file__).parents[2] / "docs" / "reference"

if __name__ == "__main__":
    for page in sorted(FOLDER.glob("*.md")):
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
