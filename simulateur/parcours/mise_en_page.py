"""How the questions of each step are laid out, and which of them open as answers arrive."""

from collections.abc import Iterable
from dataclasses import dataclass

from crispy_forms.layout import Field, Layout, LayoutObject
from crispy_forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from simulateur.reponses.question import OPTION, PATIENTELE, PROFIL, Question
from simulateur.textes.parcours import REPLIES as TITRES_REPLIES


@dataclass(frozen=True)
class Zone:
    """Questions that open and close together. `saisie`: holds fields that one types in, which an
    exchange must not replace unless the zone has other questions than those already shown."""

    identifiant: str
    cles: tuple[str, ...]
    saisie: bool


ZONES = {
    PROFIL: (
        Zone(
            "suite",
            (
                "contrat_option",
                "contrat_signature",
                "contrat_objectif_atteint",
                "contrat_avenant",
                "contrat_option_initiale",
                "contrat_fin",
                "circonstances_exceptionnelles",
                "part_clinique",
                "zone",
            ),
            saisie=True,
        ),
        Zone("suite-age", ("date_65",), saisie=True),
    ),
    PATIENTELE: (Zone("suite", ("tranche",), saisie=False),),
    OPTION: (),
}
# Answers that open other questions: they ask for an exchange at once.
PILOTES = {PROFIL: ("specialite", "contrat", "concerne"), PATIENTELE: (), OPTION: ()}
# Folded until something is said there; the title goes by the first key.
REPLIES = (
    ("contrat_avenant", "contrat_option_initiale"),
    ("zone",),
    ("date_65",),
    ("secretariat",),
    ("objectif_pmt", "objectif_fa"),
    ("date_embauche", "assistant_qualifie"),
)
# What a zone shows travels with the form, so that an exchange knows whether it has changed.
MONTRE = "montre-{}"
REPLIES_PAR_CLE = {cle: cles for cles in REPLIES for cle in cles}
CONCERNE = ("age_65", "nouvel_installe", "situations")


def ancre(question: Question) -> str:
    """Where a question that has just opened is read from: its zone, or its own block."""
    zones = (
        zone.identifiant for zone in ZONES.get(question.etape, ()) if question.cle in zone.cles
    )
    return next(zones, f"div_id_{question.cle}")


class Bloc(LayoutObject):
    """Questions inside a block of ours: a zone, a folded part, a group of boxes."""

    template = ""

    def __init__(self, *champs, **contexte) -> None:
        self.fields = list(champs)
        self.contexte = contexte

    def render(self, form, context, template_pack=None, **kwargs) -> SafeString:
        corps = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string(self.template, {**self.contexte, "corps": corps})


class BlocZone(Bloc):
    template = "parcours/zone.html"

    def render(self, form, context, template_pack=None, **kwargs) -> SafeString:
        with context.push(zone_du_guide=self.contexte["identifiant"]):
            return super().render(form, context, template_pack, **kwargs)


class BlocReplie(Bloc):
    template = "parcours/replie.html"


class BlocConcerne(Bloc):
    """Boxes of several questions in one list, and one explanation for all."""

    template = "parcours/concerne.html"

    def render(self, form, context, template_pack=None, **kwargs) -> SafeString:
        champs = [form[cle] for cle in self.fields]
        form.rendered_fields.update(self.fields)
        contexte = {**self.contexte, "champs": champs, "request": context["request"]}
        return render_to_string(self.template, contexte)


class BlocConstats(LayoutObject):
    """What the figures say of the band, between the figures and the question on the band."""

    fields = ()

    def render(self, form, context, template_pack=None, **kwargs) -> SafeString:
        contexte = {cle: context.get(cle) for cle in ("constats", "apercu")}
        return render_to_string("parcours/constats.html", contexte)


class Pilote(Bloc):
    """A question whose answer opens others: it asks for the zones as soon as it changes."""

    template = "parcours/pilote.html"


def attributs_pilote(nom: str, chemin: str) -> SafeString:
    """htmx attributes of a block that opens other questions; its events go no further."""
    return format_html(
        "{}",
        SafeString(
            flatatt(
                {
                    "id": f"pilote-{nom}",
                    "data-hx-get": chemin,
                    "data-hx-trigger": "input consume",
                    "data-hx-include": "closest form",
                    "data-hx-sync": "closest form:replace",
                }
            )
        ),
    )


def disposer(etape: str, formulaire, chemin: str) -> None:
    """Sets the layout of a step's form."""
    presents = formulaire.fields
    zones = {cle: zone for zone in ZONES[etape] for cle in zone.cles}
    blocs, vus = [], set()
    for zone_ou_cle in _ordre(etape):
        if isinstance(zone_ou_cle, Zone):
            contenu = _questions(zone_ou_cle.cles, presents, vus, formulaire)
            montre = signature(zone_ou_cle, formulaire)
            blocs.append(BlocZone(*contenu, identifiant=zone_ou_cle.identifiant, montre=montre))
        elif zone_ou_cle == "constats":
            blocs.append(BlocConstats())
        elif zone_ou_cle == "concerne":
            cles = [cle for cle in CONCERNE if cle in presents]
            bloc = BlocConcerne(*cles, attributs=attributs_pilote("concerne", chemin))
            blocs.append(bloc)
        elif zone_ou_cle not in zones:
            contenu = _questions((zone_ou_cle,), presents, vus, formulaire)
            if zone_ou_cle in PILOTES[etape] and contenu:
                contenu = [Pilote(*contenu, attributs=attributs_pilote(zone_ou_cle, chemin))]
            blocs.extend(contenu)
    formulaire.helper.layout = Layout(*blocs)


def signature(zone: Zone, formulaire) -> str:
    """The questions that a zone shows, with the number of choices of each."""
    montrees = (cle for cle in zone.cles if cle in formulaire.fields)
    return ".".join(
        f"{cle}{len(getattr(formulaire.fields[cle].widget, 'choices', ())) or ''}"
        for cle in montrees
    )


def disposer_zone(formulaire, zone: Zone) -> None:
    """The layout of what an exchange puts inside a zone: its questions, and nothing around."""
    contenu = _questions(zone.cles, formulaire.fields, set(), formulaire)
    formulaire.helper.layout = Layout(*contenu)


ORDRES = {
    PROFIL: ("specialite", "secteur", "contrat", "suite", "concerne", "suite-age", "secretariat"),
    PATIENTELE: ("pmt", "file_active", "constats", "suite", "objectif_pmt", "objectif_fa"),
    OPTION: ("date_signature", "date_embauche", "assistant_qualifie"),
}


def _ordre(etape: str) -> Iterable[str | Zone]:
    zones = {zone.identifiant: zone for zone in ZONES[etape]}
    return [zones.get(nom, nom) for nom in ORDRES[etape]]


def _questions(cles, presents, vus: set[str], formulaire) -> list:
    """The questions of `cles` that are asked, those that belong together folded together."""
    resultat = []
    for cle in cles:
        if cle not in presents or cle in vus:
            continue
        ensemble = REPLIES_PAR_CLE.get(cle)
        if ensemble is not None:
            titre = TITRES_REPLIES[ensemble[0]]
            groupe = [c for c in ensemble if c in presents]
            vus.update(groupe)
            dites = any(c in formulaire.lecture.textes or c in formulaire.errors for c in groupe)
            resultat.append(BlocReplie(*groupe, titre=titre, ouvert=dites))
        else:
            vus.add(cle)
            resultat.append(_champ(cle))
    return resultat


def _champ(cle: str):
    return Field(cle, template="parcours/specialite.html") if cle == "specialite" else cle
