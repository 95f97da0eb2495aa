"""Un fichier de médecins : chaque ligne lue comme une adresse, estimée par les mêmes règles."""
