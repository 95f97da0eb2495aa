"""Les exemples de l'accueil : des médecins et des groupes inventés, dits « données fictives » partout."""
