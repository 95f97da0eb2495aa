"""Des adresses du site comme en ont ses visiteurs : des situations toutes différentes, tirées une fois."""

from itertools import cycle, islice

from django.utils import timezone

from eligibility import selectors
from simulateur.cas.situations import situations
from simulateur.reponses.declaration import PAR_CLE
from simulateur.reponses.lecture import lire_json, lire_textes
from simulateur.reponses.requete import requete


class Adresses:
    """Des chaînes de requête comme le site les écrit ; les mêmes à chaque fois."""

    def __init__(self, combien: int) -> None:
        referentiel, jour = selectors.tables().referentiel, timezone.localdate()
        self._requetes = []
        for _, reponses in islice(situations(referentiel), combien):
            lecture = lire_json(reponses, referentiel, jour)
            textes = {cle: _textes(lecture, cle) for cle in lecture.valeurs}
            self._requetes.append(requete(lire_textes(textes, referentiel, jour)))
        self._suite = cycle(self._requetes)

    def pour(self, chemin: str, combien: int) -> list[str]:
        return [f"{chemin}?{q}" for q in islice(self._suite, combien)]


def _textes(lecture, cle: str) -> list[str]:
    valeur, type_ = lecture.valeurs[cle], PAR_CLE[cle].type
    if isinstance(valeur, tuple):
        return list(valeur)
    return [valeur if type_ is None else type_.ecrire_texte(valeur)]
