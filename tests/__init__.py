"""The tests of Luoshi. They mirror ``src``; the tests of the house itself stand beside this file."""
