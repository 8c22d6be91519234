"""Settings: ``base`` holds what is always true; ``demo``, ``test`` and ``production`` say what differs."""
