"""Tests of the desk: editions."""
