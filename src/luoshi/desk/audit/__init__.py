"""What was changed by whom, when and why: before and after, chained by hash, readable as of any date."""
