"""The version of the engine, in one place."""

VERSION = "0.1.0"
