"""Le dépliant : l'aide en général, sur les deux faces d'une feuille A4, à distribuer."""
