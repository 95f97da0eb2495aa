"""The admin of the tables: usable by someone who knows the convention and no code."""

from . import baremes, cellules, employeur, references

__all__ = ["baremes", "cellules", "employeur", "references"]
