"""One page that shows ranks under many weightings: no file beside it, nothing from the network, names are only text."""

from scoring.report.page.document import page

__all__ = ["page"]
