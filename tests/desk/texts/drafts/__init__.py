"""Tests of the desk: drafts."""
