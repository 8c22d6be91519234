"""How well texts are read and compared: scores against annotations by hand, and against planted truth."""
