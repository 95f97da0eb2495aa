"""Django's own admin, for what is not a version of the tables: those have their workshop."""

from . import publications, references

__all__ = ["publications", "references"]
