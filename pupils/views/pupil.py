"""The record of one pupil."""
