"""`make endurance` : ce qui dure trop pour `make test`."""
