"""Une page lue comme un navigateur la lit : un arbre, des formulaires qu'on remplit, des redirections."""

from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit
from xml.etree.ElementTree import Element

VIDES = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))


class _Arbre(HTMLParser):
    """Nos gabarits ferment ce qu'ils ouvrent : une balise mal fermée fait échouer la lecture."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pile = [Element("document")]

    def handle_starttag(self, tag, attrs):
        self.pile.append(self._ajouter(tag, attrs))
        if tag in VIDES:
            self.pile.pop()

    def handle_startendtag(self, tag, attrs):
        self._ajouter(tag, attrs)

    def _ajouter(self, tag, attrs) -> Element:
        element = Element(tag, {nom: "" if valeur is None else valeur for nom, valeur in attrs})
        self.pile[-1].append(element)
        return element

    def handle_endtag(self, tag):
        ouverte = self.pile.pop().tag
        assert ouverte == tag, f"</{tag}> ferme <{ouverte}> (ligne {self.getpos()[0]})"

    def handle_data(self, data):
        parent = self.pile[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data


def arbre(html: str) -> Element:
    lecteur = _Arbre()
    lecteur.feed(html)
    lecteur.close()
    assert len(lecteur.pile) == 1, f"<{lecteur.pile[-1].tag}> n'est pas fermée"
    return lecteur.pile[0]


def par_id(racine: Element) -> dict[str, Element]:
    """Les éléments nommés de la page ; deux fois le même nom est une faute."""
    trouves: dict[str, Element] = {}
    for element in racine.iter():
        nom = element.get("id")
        if nom is not None:
            assert nom not in trouves, f"deux éléments ont l'id « {nom} »"
            trouves[nom] = element
    return trouves


def avec_classe(racine: Element, classe: str) -> list[Element]:
    return [e for e in racine.iter() if classe in e.get("class", "").split()]


def texte(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def reponses_de(adresse: str) -> list[tuple[str, str]]:
    """Les paires d'une adresse, dans leur ordre."""
    return parse_qsl(urlsplit(adresse).query, keep_blank_values=True)


@dataclass
class Controle:
    """Un champ de la page : ce qu'on y tape s'écrit dans l'arbre."""

    element: Element

    @property
    def nom(self) -> str:
        return self.element.get("name", "")

    @property
    def type(self) -> str:
        return self.element.get("type", "text") if self.element.tag == "input" else "textarea"

    @property
    def cochable(self) -> bool:
        return self.type in ("checkbox", "radio")

    @property
    def valeur(self) -> str:
        if self.type == "textarea":
            return self.element.text or ""
        return self.element.get("value", "on" if self.cochable else "")

    @property
    def envoye(self) -> bool:
        return not self.cochable or self.element.get("checked") is not None

    def cocher(self, oui: bool) -> None:
        self.element.attrib.pop("checked", None)
        if oui:
            self.element.set("checked", "")


class Formulaire:
    """Le formulaire principal d'une page, et ce qu'un navigateur en enverrait."""

    def __init__(self, racine: Element, adresse: str, contient: str = "") -> None:
        formulaires = [
            f
            for f in racine.iter("form")
            if not contient or any(e.get("name") == contient for e in f.iter())
        ]
        assert len(formulaires) == 1, f"{len(formulaires)} formulaires contiennent « {contient} »"
        self.element, self.page = formulaires[0], adresse
        self.controles = list(self._lire(self.element))

    def _lire(self, parent: Element) -> Iterable[Controle]:
        for element in parent:
            if element.get("disabled") is not None:
                continue
            assert element.tag != "select", "une liste déroulante : à lire ici"
            champ = element.tag in ("input", "textarea") and element.get("name")
            if champ and element.get("type") not in ("submit", "button", "reset"):
                yield Controle(element)
            else:
                yield from self._lire(element)

    @property
    def noms(self) -> set[str]:
        return {c.nom for c in self.controles if c.type != "hidden"}

    def valeurs(self, nom: str) -> list[str]:
        return [c.valeur for c in self.controles if c.nom == nom and c.envoye]

    def remplir(self, **reponses: str | Iterable[str]) -> "Formulaire":
        """Tape, choisit ou coche ; une valeur que la page ne propose pas est une faute."""
        for nom, valeur in reponses.items():
            voulues = {valeur} if isinstance(valeur, str) else set(valeur)
            vises = [c for c in self.controles if c.nom == nom and c.type != "hidden"]
            assert vises, f"« {nom} » n'est pas sur {self.page}"
            if not vises[0].cochable:
                (tape,) = voulues
                vises[0].element.set("value", tape)
                continue
            offertes = {c.valeur for c in vises}
            assert voulues <= offertes, f"« {nom} » n'offre pas {voulues - offertes}"
            for controle in vises:
                controle.cocher(controle.valeur in voulues)
        return self

    def paires(self) -> list[tuple[str, str]]:
        return [(c.nom, c.valeur) for c in self.controles if c.envoye]

    def adresse(self, action: str = "") -> str:
        """L'adresse où mène l'envoi ; `action` : celle d'un bouton qui en a une."""
        cible = urljoin(self.page, action or self.element.get("action", ""))
        chemin = cible.partition("#")[0].partition("?")[0]
        return f"{chemin}?{urlencode(self.paires())}"


class Visite:
    """Un navigateur sans JavaScript : il suit les redirections, et s'arrête si elles tournent."""

    REDIRECTIONS_MAXIMALES = 5

    def __init__(self, client) -> None:
        self.client = client
        self.sauts: list[str] = []

    def ouvrir(self, adresse: str) -> "Page":
        self.sauts = []
        while True:
            chemin, _, requete = adresse.partition("#")[0].partition("?")
            reponse = self.client.get(chemin, QUERY_STRING=requete)
            if reponse.status_code != 302:
                return Page(adresse, reponse, list(self.sauts))
            adresse = urljoin(adresse, reponse["Location"])
            assert len(adresse) < 20_000
            self.sauts.append(adresse)
            assert len(self.sauts) <= self.REDIRECTIONS_MAXIMALES, self.sauts


class Page:
    """Ce qu'une visite a trouvé."""

    def __init__(self, adresse: str, reponse, sauts: list[str]) -> None:
        self.adresse, self.reponse, self.sauts = adresse, reponse, sauts
        self.statut = reponse.status_code
        self.chemin = urlsplit(adresse).path
        self.requete = urlsplit(adresse).query

    @property
    def html(self) -> str:
        return self.reponse.content.decode()

    @property
    def racine(self) -> Element:
        if not hasattr(self, "_racine"):
            self._racine = arbre(self.html)
        return self._racine

    @property
    def reponses(self) -> dict[str, list[str]]:
        donnees: dict[str, list[str]] = {}
        for cle, valeur in reponses_de(self.adresse):
            donnees.setdefault(cle, []).append(valeur)
        return donnees

    def formulaire(self, contient: str = "") -> Formulaire:
        return Formulaire(self.racine, self.adresse, contient)

    def erreurs(self) -> dict[str, str]:
        """id du champ → message, tels que le résumé en tête de page les donne ; vérifie les liens."""
        resumes = avec_classe(self.racine, "resume-erreurs")
        if not resumes:
            return {}
        (resume,) = resumes
        nommes = par_id(self.racine)
        trouvees = {}
        for element in resume.iter("li"):
            (lien,) = element.iter("a")
            cible = lien.get("href", "")
            assert cible.startswith("#"), cible
            assert cible[1:] in nommes, f"le résumé mène à {cible}, absent de {self.chemin}"
            trouvees[cible[1:]] = texte(element)
        assert trouvees, "un résumé d'erreurs vide"
        return trouvees
