"""Timing against the floor in the same run. Never a test: figures differ from machine to machine."""
