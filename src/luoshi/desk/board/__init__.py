"""One sheet for the leader: programmes as rows and at most seven items that need a decision."""
