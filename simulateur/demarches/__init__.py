"""« Vos démarches » : la liste à cocher d'un médecin, et le message à envoyer à sa CPAM."""
