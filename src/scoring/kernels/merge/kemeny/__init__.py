"""The ranking that is nearest to all rankings."""
