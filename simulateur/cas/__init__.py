"""Les cas de contrôle : les lire, les calculer, dire en quoi un résultat s'en écarte."""
