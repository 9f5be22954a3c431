"""One ranking made from several."""
