"""Arithmetic on numpy arrays: pure functions that fold the last axis, take NaN as missing and check nothing."""
