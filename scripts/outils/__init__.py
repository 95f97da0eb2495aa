"""Ce que se partagent les scripts et les tests : les tests s'en servent, jamais l'inverse."""

from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
