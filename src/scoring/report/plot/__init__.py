"""Plots as SVG or PNG, by matplotlib (extra ``plot``), which is imported only here."""
