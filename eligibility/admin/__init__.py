"""The admin of the tables: usable by someone who knows the convention and no code."""

from . import baremes, cellules, references

__all__ = ["baremes", "cellules", "references"]
