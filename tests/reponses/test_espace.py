"""L'espace des réponses parcouru en entier, par classes : de l'adresse à l'estimation et à ses mots."""

from collections import Counter
from datetime import date

import pytest

from eligibility.regles import Estimation, estimer
from eligibility.regles.vocabulaire import FIABILITES
from simulateur.reponses.lecture import lire_textes
from simulateur.textes import criteres, echeances, options, questions, trace
from tests.regles import oracle
from tests.regles.fabrique import REFERENTIEL
from tests.reponses.classes import JOUR, PLANS, ensembles

TYPES_ECHEANCE = {
    "signature", "anniversaire", "versement", "objectif", "formation", "secretariat",
    "fin_contrat", "reconduction", "prolongation", "carence",
}  # fmt: skip
SOURCES = {"", *REFERENTIEL.sources}
MARQUES = {"", *FIABILITES}


class Mots:
    """Écrit chaque code une fois par forme de ses détails : les mêmes lignes reviennent sans cesse."""

    def __init__(self) -> None:
        self.vus: set = set()

    def neuf(self, *forme) -> bool:
        if forme in self.vus:
            return False
        self.vus.add(forme)
        return True

    def ligne(self, x) -> None:
        assert x.source in SOURCES, x
        assert x.fiabilite in MARQUES, x
        # Un texte choisit ses mots par sa valeur, un nombre ou une date par son seul type.
        # Des millions de lignes : l'ordre des clés suit le code, inutile de les garder.
        detail = [v if v.__class__ is str else v.__class__ for v in x.detail.values()]
        plein = getattr(x.detail.get("taux"), "valeur", 0) is None
        valeur = x.valeur if isinstance(x.valeur, str) else type(x.valeur)
        if self.neuf(x.etape, x.code, valeur, plein, *detail):
            for mots in (trace.formule(x), trace.valeur(x)):
                assert mots.strip()
                assert "{" not in mots
                assert "None" not in mots
            assert x.etape in trace.ETAPES

    def critere(self, c) -> None:
        if self.neuf(c.code, c.constat is None, c.seuil is None, c.manque is None):
            explication, changerait = criteres.expliquer(c)
            assert explication
            assert "None" not in explication + changerait
            # Ce qui bloque ou se vérifie dit ce qui le changerait ; le reste n'a rien à changer.
            assert bool(changerait) == (c.etat != "ok")
        assert (c.source in SOURCES, c.fiabilite in MARQUES) == (True, True)

    def echeance(self, e) -> None:
        assert e.type in TYPES_ECHEANCE
        assert e.source in SOURCES
        if self.neuf(e.type, e.code, tuple(e.detail)):
            assert "{" not in echeances.libelle(e)
            assert e.code.split(".")[0] == e.type

    def question(self, q) -> None:
        if self.neuf("question", q.code, q.objet):
            texte = questions.texte(q)
            assert texte.endswith("?")
            assert "{" not in texte


def verifier(e: Estimation, mots: Mots) -> None:
    s = e.situation
    etats = oracle.etats_attendus(s)
    assert [c.id for c in e.criteres] == oracle.IDS
    assert tuple(c.etat for c in e.criteres) == etats, s
    assert e.verdict == oracle.verdict_attendu(etats)
    assert [o.option for o in e.options] == oracle.options_attendues(s)
    assert e.bareme.version == "2026-02-25"
    for option in e.options:
        manque = oracle.conditions_attendues(s, option.option)
        assert list(option.conditions_manquantes) == manque, (s, option.option)
        assert option.ouverte == (not manque)
        assert set(manque) <= set(options.CONDITIONS)
        for annee in option.annees:
            debut = oracle.anniversaire(s.signature, annee.annee - 1)
            attendu = oracle.montant_attendu(annee.option, e.tranche.valeur, annee.annee, debut)
            assert (annee.debut, annee.montant_maximal) == (debut, attendu), (s, annee)
        if e.tranche.valeur is not None or option.option in {"1.5", "2"}:
            assert option.alternatives == ()
    for ligne in e.trace:
        mots.ligne(ligne)
    for critere in e.criteres:
        mots.critere(critere)
    for echeance in e.echeances:
        mots.echeance(echeance)
    for question in e.questions:
        mots.question(question)


@pytest.mark.parametrize("plan", PLANS)
def test_tout_l_espace_des_reponses(plan, record_property, capsys):
    """Chaque classe est lue, estimée, contrôlée par l'oracle de la section 1 et mise en mots."""
    compte, mots = Counter(), Mots()
    for reponses in ensembles(PLANS[plan]):
        lecture = lire_textes({c: (v,) for c, v in reponses.items()}, REFERENTIEL, JOUR)
        assert set(lecture.erreurs) == oracle.champs_refuses(reponses), reponses
        if lecture.erreurs:
            compte["refusees"] += 1
            continue
        estimation = estimer(lecture.situation(), REFERENTIEL)
        verifier(estimation, mots)
        compte[estimation.verdict] += 1
    assert compte["eligible"] > 1_000
    record_property("classes", sum(compte.values()))
    with capsys.disabled():
        print(f"\n{plan} : {sum(compte.values())} classes, {dict(compte)}")  # noqa: T201 - le compte se lit à l’écran


def test_le_jour_des_plans_est_sous_le_dernier_bareme():
    assert REFERENTIEL.bareme_at(JOUR) is REFERENTIEL.baremes[-1]
    assert date(2026, 12, 1) == JOUR
