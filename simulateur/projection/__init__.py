"""Projeter un résultat ou un groupe devant une salle : une idée par écran."""
