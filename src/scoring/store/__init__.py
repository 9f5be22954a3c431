"""Memory: run folders that appear whole or not at all, their manifest, and whether they still hold."""

from scoring.store.compare import compare_folders, compare_hashes
from scoring.store.current import Current, compare_inputs
from scoring.store.folder import RunFolder
from scoring.store.hashing import file_sha256, sha256
from scoring.store.manifest import (
    SCHEMA,
    EditionFile,
    Manifest,
    Output,
    RubricFile,
    manifest_of,
    software,
)
from scoring.store.reading import load

__all__ = [
    "SCHEMA",
    "Current",
    "EditionFile",
    "Manifest",
    "Output",
    "RubricFile",
    "RunFolder",
    "compare_folders",
    "compare_hashes",
    "compare_inputs",
    "file_sha256",
    "load",
    "manifest_of",
    "sha256",
    "software",
]
