"""`make endurance` : ce qui dure trop pour `make test`. Chaque essai écrit dans docs/endurance/."""
