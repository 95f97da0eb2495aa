"""Django's own admin, for what is not a version of the tables: those have their workshop."""

from . import cpts, guide, publications, references

__all__ = ["cpts", "guide", "publications", "references"]
