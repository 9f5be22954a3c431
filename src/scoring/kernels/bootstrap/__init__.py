"""Resampling evaluators inside their panels: what could be drawn, what is drawn, and what comes of it."""
