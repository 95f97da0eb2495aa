"""The workshop: where an administrator writes, checks and publishes versions of the tables."""
