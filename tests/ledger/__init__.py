"""Tests of the room of matters."""
