"""The team's accounts: signing in, the second factor, how long a session lasts."""
