"""Un échange htmx donne ce que donnerait la page entière : même aperçu, mêmes questions, mêmes mots."""

from xml.etree.ElementTree import Element

import pytest

from tests.parcours.pages import Formulaire, Visite, arbre, par_id

FORMULAIRE = ""  # le formulaire lui-même, qui n'a pas d'id : htmx n'envoie pas HX-Trigger
SPECIALITE, CONTRAT, CONCERNE = "pilote-specialite", "pilote-contrat", "pilote-concerne"
CHERCHER = "chercher"


class Ecran:
    """Une page ouverte, que chaque échange transforme comme htmx le ferait."""

    def __init__(self, visite: Visite, etape: str, requete: str) -> None:
        page = visite.ouvrir(f"/simulation/{etape}/?{requete}")
        assert page.chemin == f"/simulation/{etape}/"
        self.visite, self.racine, self.chemin = visite, page.racine, page.chemin
        self.adresse = page.adresse

    def formulaire(self) -> Formulaire:
        return Formulaire(self.racine, self.adresse, "envoi")

    def repondre(self, declencheur: str, reponses: dict) -> set[str]:
        """Change des réponses, échange, et compare à la page entière ; les régions remplacées."""
        formulaire = self.formulaire().remplir(**reponses)
        declenche = par_id(self.racine)[declencheur] if declencheur else formulaire.element
        assert declenche.get("data-hx-get") == self.chemin
        cible = self._herite(declenche, "data-hx-target").removeprefix("#")
        assert self._herite(declenche, "data-hx-swap") == "outerHTML"
        entetes = {"HX-Request": "true"} | ({"HX-Trigger": declencheur} if declencheur else {})
        requete = formulaire.adresse().partition("?")[2]
        reponse = self.visite.client.get(self.chemin, QUERY_STRING=requete, headers=entetes)
        assert reponse.status_code == 200
        remplacees = self._echanger(arbre(reponse.content.decode()), cible)
        self.adresse = reponse["X-Adresse"]
        self._comparer(remplacees)
        return remplacees

    def _herite(self, element: Element, attribut: str) -> str:
        parents = {enfant: parent for parent in self.racine.iter() for enfant in parent}
        while attribut not in element.attrib:
            element = parents[element]
        return element.get(attribut)

    def _echanger(self, fragment: Element, cible: str) -> set[str]:
        principaux = []
        remplacees = {cible}
        for element in list(fragment):
            mode = element.attrib.pop("data-hx-swap-oob", None)
            if mode is None:
                principaux.append(element)
                continue
            nom = element.get("id")
            # Ce qu'un lecteur d'écran entend d'un échange : la page entière, elle, n'annonce rien.
            if nom != "annonce":
                remplacees.add(nom)
            ancien = par_id(self.racine)[nom]
            if mode == "innerHTML":
                ancien[:], ancien.text = list(element), element.text
            else:
                assert mode == "true"
                self._remplacer(ancien, element)
        (principal,) = principaux
        assert principal.get("id") == cible
        self._remplacer(par_id(self.racine)[cible], principal)
        return remplacees

    def _remplacer(self, ancien: Element, nouveau: Element) -> None:
        parents = {enfant: parent for parent in self.racine.iter() for enfant in parent}
        parent = parents[ancien]
        parent[list(parent).index(ancien)] = nouveau

    def _comparer(self, regions: set[str]) -> None:
        entiere = self.visite.ouvrir(self.adresse)
        assert entiere.sauts == [], "l'adresse donnée n'est pas canonique"
        ici, la = par_id(self.racine), par_id(entiere.racine)
        # Une zone que l'échange n'apporte pas montre déjà les bonnes questions et les bons choix.
        for zone in {"suite", "suite-age"} & set(la) - regions:
            assert structure(ici[zone]) == structure(la[zone]), f"#{zone} est périmée"
        for region in regions:
            assert forme(ici[region]) == forme(la[region]), f"#{region} diffère de la page entière"
        assert self.formulaire().noms == entiere.formulaire("envoi").noms


def structure(element: Element) -> list[tuple[str, str]]:
    """Les champs d'une zone, sans ce qu'on y a répondu."""
    return [
        (e.get("name"), e.get("value") if e.get("type") == "radio" else "")
        for e in element.iter("input")
        if e.get("type") != "hidden"
    ]


def forme(element: Element) -> list:
    """L'élément, ses attributs et son texte, aux blancs près."""

    def mots(texte: str | None) -> str:
        return " ".join((texte or "").split())

    return [
        element.tag,
        sorted(element.attrib.items()),
        mots(element.text),
        [(forme(enfant), mots(enfant.tail)) for enfant in element],
    ]


GENERALISTE = "specialite=medecine-generale"
DEPART = f"secteur=1&{GENERALISTE}"
EN_COURS = f"contrat=en-cours&contrat_option=1&contrat_signature=2025-03-01&{DEPART}"
PROFIL = {
    "première réponse": ("", [
        (SPECIALITE, {"specialite": "medecine-generale"}), (FORMULAIRE, {"secteur": "1"}),
        (FORMULAIRE, {"secteur": "2"}),
    ]),
    "un contrat": (DEPART, [
        (CONTRAT, {"contrat": "en-cours"}),
        (FORMULAIRE, {"contrat_option": "1"}),
        (FORMULAIRE, {"contrat_signature": "01/03"}),
        (FORMULAIRE, {"contrat_signature": "01/03/2025"}),
        (FORMULAIRE, {"contrat_objectif_atteint": "oui"}),
        (FORMULAIRE, {"contrat_avenant": "01/03/2026", "contrat_option_initiale": "0.5"}),
        (CONTRAT, {"contrat": "termine"}),
        (FORMULAIRE, {"contrat_fin": "01/02/2024"}),
        (FORMULAIRE, {"circonstances_exceptionnelles": "oui"}),
        (CONTRAT, {"contrat": "aucun"}),
    ]),
    "le contrat avant la spécialité": ("secteur=1", [
        (CONTRAT, {"contrat": "en-cours"}), (SPECIALITE, {"specialite": "cardiologie"}),
        (SPECIALITE, {"specialite": "medecine-generale"}),
    ]),
    "la spécialité change": (EN_COURS, [
        (SPECIALITE, {"specialite": "orl"}), (CONTRAT, {"contrat": "aucun"}),
        (FORMULAIRE, {"part_clinique": "79,5"}), (SPECIALITE, {"specialite": "cardiologie"}),
        (SPECIALITE, {"specialite": "mep"}), (SPECIALITE, {"specialite": "pediatrie"}),
        (SPECIALITE, {"specialite": "radiologie"}), (SPECIALITE, {"specialite": "medecine-generale"}),
        (FORMULAIRE, {"zone": "zip"}),
    ]),
    "ce qui vous concerne": (DEPART, [
        (CONCERNE, {"age_65": "oui"}), (CONCERNE, {"age_65": (), "nouvel_installe": "oui"}),
        (CONCERNE, {"situations": ("handicap", "activite-mixte")}),
        (FORMULAIRE, {"date_65": "mai"}), (CONCERNE, {"situations": ()}),
        (FORMULAIRE, {"secretariat": "non-remplace"}),
    ]),
    "la recherche": ("secteur=1", [
        (CHERCHER, {"q": "orl"}), (SPECIALITE, {"specialite": "orl"}), (CHERCHER, {"q": "gynéco"}),
        (CHERCHER, {"q": "zzzzzz"}), (CHERCHER, {"q": ""}), (SPECIALITE, {"specialite": "mep"}),
        (CHERCHER, {"q": "cardiologue"}),
    ]),
    "en modifiant": (f"pmt=1300&{DEPART}&vue=modifier", [
        (CONTRAT, {"contrat": "en-cours"}), (SPECIALITE, {"specialite": "cardiologie"}),
    ]),
    "après des erreurs": (f"contrat=en-cours&{DEPART}&vue=erreurs", [
        (FORMULAIRE, {"contrat_option": "0.5"}), (CONTRAT, {"contrat": "termine"}),
    ]),
}  # fmt: skip
PATIENTELE = {
    "les deux chiffres": (DEPART, [
        (FORMULAIRE, {"pmt": "7"}), (FORMULAIRE, {"pmt": "740"}), (FORMULAIRE, {"pmt": "775"}),
        (FORMULAIRE, {"file_active": "1 700"}), (FORMULAIRE, {"tranche": "P50-P90"}),
        (FORMULAIRE, {"pmt": "1 300 x"}), (FORMULAIRE, {"pmt": ""}),
        (FORMULAIRE, {"objectif_pmt": "150"}), (FORMULAIRE, {"pmt": "2700", "file_active": "9"}),
    ]),
    "une tranche exclue": (f"pmt=1300&tranche=P50-P90&{DEPART}", [
        (FORMULAIRE, {"pmt": "740"}), (FORMULAIRE, {"pmt": "1300"}),
    ]),
    "la file active seule": ("secteur=2&specialite=cardiologie", [
        (FORMULAIRE, {"file_active": "2500"}), (FORMULAIRE, {"tranche": ">=P95"}),
        (FORMULAIRE, {"file_active": "-1"}),
    ]),
    "un contrat de 2022": (
        EN_COURS.replace("2025-03-01", "2022-03-01") + "&date_signature=2026-12-01", [
            (FORMULAIRE, {"pmt": "1300"}), (FORMULAIRE, {"file_active": "1700"}),
        ]),
}  # fmt: skip
OPTION = {
    "l'option et la date": (f"file_active=1700&pmt=1300&{DEPART}", [
        (FORMULAIRE, {"option": "0.5"}), (FORMULAIRE, {"date_signature": "01/12/20"}),
        (FORMULAIRE, {"date_signature": "01/12/2027"}), (FORMULAIRE, {"option": "1"}),
        (FORMULAIRE, {"assistant_qualifie": "oui", "date_embauche": "5"}),
        (FORMULAIRE, {"date_signature": "01/01/2015"}),
    ]),
    "un second assistant": (f"contrat_objectif_atteint=oui&option=2&zone=zip&{EN_COURS}", [
        (FORMULAIRE, {"date_signature": "01/12/2027"}), (FORMULAIRE, {"option": "1.5"}),
    ]),
    "une option fermée": (f"option=2&{DEPART}", [
        (FORMULAIRE, {"date_signature": "01/12/2026"}), (FORMULAIRE, {"option": "1"}),
    ]),
}  # fmt: skip
SCENARIOS = [
    pytest.param(etape, requete, transitions, id=f"{etape}, {nom}")
    for etape, table in (("profil", PROFIL), ("patientele", PATIENTELE), ("option", OPTION))
    for nom, (requete, transitions) in table.items()
]


@pytest.mark.parametrize(("etape", "requete", "transitions"), SCENARIOS)
def test_apres_chaque_echange_l_ecran_est_celui_de_la_page_entiere(
    visite, etape, requete, transitions
):
    ecran = Ecran(visite, etape, requete)
    for declencheur, reponses in transitions:
        remplacees = ecran.repondre(declencheur, reponses)
        assert remplacees >= ({"specialites"} if declencheur == CHERCHER else {"apercu", "barre"})
        # Ce qui a été tapé est encore là, même ce qui ne se lit pas.
        for cle, tape in reponses.items():
            attendu = [tape] if isinstance(tape, str) else sorted(tape)
            assert sorted(ecran.formulaire().valeurs(cle)) == attendu


@pytest.mark.parametrize(
    ("etape", "requete", "champ"),
    [
        ("profil", EN_COURS, {"contrat_signature": "01/03/202"}),
        ("profil", DEPART, {"date_65": "05/2"}),
        ("patientele", DEPART, {"pmt": "1 30"}),
        ("patientele", f"pmt=1300&{DEPART}", {"objectif_pmt": "1"}),
        ("option", DEPART, {"date_embauche": "1/1"}),
    ],
)
def test_le_champ_ou_l_on_tape_n_est_jamais_remplace(visite, etape, requete, champ):
    ecran = Ecran(visite, etape, requete)
    (nom,) = champ
    avant = par_id(ecran.racine)[f"id_{nom}"]
    ecran.repondre(FORMULAIRE, champ)
    assert par_id(ecran.racine)[f"id_{nom}"] is avant


def test_cocher_une_case_ne_touche_pas_aux_questions_deja_ouvertes(visite):
    """Ce qu'on y tape pendant l'échange n'est donc jamais perdu."""
    ecran = Ecran(visite, "profil", EN_COURS)
    assert "suite" not in ecran.repondre(CONCERNE, {"nouvel_installe": "oui"})
    assert "suite" in ecran.repondre(CONTRAT, {"contrat": "termine"})


def test_un_echange_remplace_rattrape_les_questions_que_le_precedent_devait_ouvrir(visite):
    """Le réseau est lent : l'échange du contrat est abandonné pour celui du secteur."""
    ecran = Ecran(visite, "profil", GENERALISTE)
    ecran.formulaire().remplir(contrat="en-cours")
    assert "suite" in ecran.repondre(FORMULAIRE, {"secteur": "1"})
