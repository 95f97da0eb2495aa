"""Writing a case: from the address of a result, or over what it says; its facts typed one by one."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from eligibility import roles, selectors
from eligibility.actes import ActeRefuse
from eligibility.models.version import Version
from simulateur.cas import attendu as attendus
from simulateur.cas import attente as attentes
from simulateur.cas import ecriture, faits
from simulateur.cas.controle import calculer
from simulateur.cas.ecritures import Illisible, Rangees
from simulateur.cas.modele import CasDeControle
from simulateur.groupe.lecture import LectureGroupe, depuis_adresse
from simulateur.reponses.lecture import Lecture, lire_textes
from simulateur.textes import atelier as textes

from .acces import auteur, deviendrait_auteur, reserve
from .cas import RAISON, Regard, contexte, ou_public
from .cas_presentation import lien
from .champs import DevientAuteur

LONGUEUR = 2_000
RIEN_A_VERIFIER = "Cochez au moins une chose que ce cas doit vérifier."


class Raison(forms.Form):
    raison = forms.CharField(
        label="Pourquoi ce changement", max_length=RAISON,
        help_text="D’après quoi : gardé dans l’historique du cas, avec votre nom.",
        error_messages={"required": "Dites pourquoi ce cas change, et d’après quoi."},
    )  # fmt: skip


class Consentement(forms.Form):
    devenir_auteur = DevientAuteur()


class Identite(forms.ModelForm):
    """What a case says of itself."""

    class Meta:
        model = CasDeControle
        fields = ("nom", "theme", "source")
        labels = {"theme": "Groupe de cas (thème)"}
        help_texts = {
            "theme": "Où le cas se range dans la liste : un groupe proposé, ou un neuf, écrit en minuscules, "
            "sans accent, des tirets pour les espaces. « exemples » le met sur l’accueil.",
        }
        widgets = {"theme": forms.TextInput(attrs={"list": "themes"})}
        error_messages = {
            "nom": {"unique": "Un autre cas porte déjà ce nom."},
        }


class Titre(forms.ModelForm):
    """The name that a case will bear once a draft is public."""

    class Meta:
        model = CasDeControle
        fields = ("nom",)
        labels = {"nom": "Titre du cas avec ce brouillon"}
        help_texts = {
            "nom": "À changer s’il ne dit plus vrai avec ce brouillon : il changera quand ce brouillon sera "
            "public, sur l’accueil aussi si le cas y est un exemple.",
        }
        error_messages = {"nom": {"unique": "Un autre cas porte déjà ce nom."}}

    def __init__(self, post: QueryDict | None, cas: CasDeControle, version: Version) -> None:
        attente = attentes.de(version).get(cas.pk)
        nom = attente.nom if attente else ""
        super().__init__(post, instance=cas, initial={"nom": nom or cas.nom})
        self._autres = [a.nom for a in attentes.de(version).values() if a.cas_id != cas.pk]

    def clean_nom(self) -> str:
        if self.cleaned_data["nom"] in self._autres:
            raise forms.ValidationError("Un autre cas doit déjà prendre ce nom avec ce brouillon.")
        return self.cleaned_data["nom"]


class Formulaire(Identite):
    """A case written from the address of a result, of a doctor or of a group."""

    adresse = forms.CharField(
        label="Adresse du résultat", max_length=9_000,
        help_text="Copiez-la depuis la page d’un résultat, d’un médecin ou d’un groupe, publique ou d’un "
        "brouillon.",
        error_messages={"required": "Collez l’adresse d’un résultat."},
    )  # fmt: skip

    field_order = ("adresse", "nom", "theme", "source")

    def clean_adresse(self) -> dict[str, Any]:
        """The answers of the address, as JSON: those of a group when it has doctors."""
        requete = parse_qs(urlsplit(self.cleaned_data["adresse"].strip()).query)
        if not requete:
            raise forms.ValidationError("Cette adresse ne porte aucune réponse.")
        tables = selectors.tables().referentiel, timezone.localdate()
        lecture: Lecture | LectureGroupe
        if "m" in requete:
            lecture = depuis_adresse(requete, *tables)
            if any(membre.illisible for membre in lecture.membres):
                raise forms.ValidationError("Un médecin de cette adresse ne peut pas être lu.")
        else:
            lecture = lire_textes(requete, *tables)
        if "date_signature" not in lecture.valeurs:
            raise forms.ValidationError(
                "Sans date de signature, ce résultat changerait chaque jour."
            )
        return lecture.en_json()


class Faits:
    """The facts offered to be checked, as fields. `post`: what was typed over them, if anything was.

    A fact is kept when its name is in `faits`, and is then read from the field `fait-<name>`.
    """

    def __init__(
        self, champs: Iterable[faits.Champ], gardes: set[str], post: QueryDict | None = None
    ) -> None:
        self.erreurs: dict[str, str] = {}
        self.valeurs: list[tuple[str, Any]] = []
        self.lignes = [self._ligne(champ, gardes, post) for champ in champs]
        if post is not None and not self.valeurs and not self.erreurs:
            self.erreurs[""] = RIEN_A_VERIFIER

    @property
    def attendu(self) -> dict[str, Any]:
        return faits.composer(self.valeurs)

    def _ligne(
        self, champ: faits.Champ, gardes: set[str], post: QueryDict | None
    ) -> dict[str, Any]:
        texte, garde = champ.dit, champ.nom in gardes
        if post is not None:
            texte = post.get(f"fait-{champ.nom}", champ.dit)[:LONGUEUR].replace("\r\n", "\n")
            garde = champ.nom in post.getlist("faits")
            if garde:
                self._lire(champ, texte.strip())
            elif not self._redit(champ, texte.strip()):
                self.erreurs[champ.nom] = "Cochez ce fait, ou laissez-le comme il était."
        choix = champ.type.choix
        if choix and texte not in choix:
            choix = (texte, *choix)
        return {
            "nom": champ.nom,
            "libelle": champ.libelle,
            "texte": texte,
            "garde": garde,
            "choix": choix,
            "lignes": isinstance(champ.type, Rangees),
            "erreur": self.erreurs.get(champ.nom, ""),
        }

    @staticmethod
    def _redit(champ: faits.Champ, texte: str) -> bool:
        """The same value, however it is spaced."""
        if texte == champ.dit.strip():
            return True
        try:
            return bool(texte) and champ.type.lire(texte) == champ.valeur
        except Illisible:
            return False

    def _lire(self, champ: faits.Champ, texte: str) -> None:
        if texte == champ.dit:  # untouched: to the letter
            self.valeurs.append((champ.nom, champ.valeur))
            return
        if not texte:
            self.erreurs[champ.nom] = "Écrivez ce qui doit sortir, ou ne cochez pas ce fait."
            return
        try:
            self.valeurs.append((champ.nom, champ.type.lire(texte)))
        except Illisible as refus:
            self.erreurs[champ.nom] = str(refus)


@reserve(roles.REDIGER)
@require_http_methods(["GET", "HEAD", "POST"])
def nouveau(request: HttpRequest) -> HttpResponse:
    """From the address of a result to a case: first what it says now, then what to keep, or to correct."""
    vu = ou_public(request)
    formulaire = Formulaire(
        request.POST or None, initial={"adresse": request.GET.get("adresse", "")}
    )
    saisis = Faits([], set())
    choisi = "propose" in request.POST or "faits" in request.POST
    valide = formulaire.is_valid()
    reponses = formulaire.cleaned_data.get("adresse") if formulaire.is_bound else None
    if reponses is not None:
        resultat = calculer(reponses, selectors.tables().referentiel)
        champs = faits.champs(attendus.proposer(resultat))
        saisis = Faits(champs, set(), request.POST if choisi else None)
    if valide and choisi and not saisis.erreurs:
        cas = formulaire.save(commit=False)
        cas.reponses, cas.attendu = reponses, saisis.attendu
        ecriture.creer(cas, auteur(request))
        messages.success(request, "Le cas est créé.")
        return HttpResponseRedirect(lien(cas, None))
    return _rendre(request, "atelier/cas_nouveau.html", vu, [formulaire], saisis, {
        "formulaire": formulaire,
    })  # fmt: skip


@reserve(roles.REDIGER)
@require_http_methods(["GET", "HEAD", "POST"])
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    """A case written anew, for all and at once; with a draft, only what it will expect once public."""
    cas = CasDeControle.objects.filter(pk=pk).first()
    if cas is None:
        return _disparu(request)
    vue = ecriture.empreinte(cas)
    vu = ou_public(request)
    post = request.POST if request.method == "POST" else None
    en_attente = attentes.attendus(vu.version).get(pk)
    attendu = cas.attendu if en_attente is None else en_attente
    champs = _champs(cas, attendu, vu)
    saisis = Faits(champs, {champ.nom for champ in faits.champs(attendu)}, post)
    raison = Raison(post)
    identite: forms.ModelForm = (
        Identite(post, instance=cas) if vu.version is None else Titre(post, cas, vu.version)
    )
    formulaires: list[forms.BaseForm] = [identite, raison]
    consentement = Consentement(post) if deviendrait_auteur(request, vu.version) else None
    if consentement is not None:
        formulaires.append(consentement)
    fautes = [formulaire.errors for formulaire in formulaires]  # of each, not of the first alone
    if post is not None and not any(fautes) and not saisis.erreurs:
        dit = raison.cleaned_data["raison"]
        try:
            if vu.version is not None:
                noms = {cas.pk: identite.cleaned_data["nom"]}
                attentes.mettre(vu.version, {cas.pk: saisis.attendu}, auteur(request), dit, noms)
                change = True
            else:
                change = ecriture.modifier(
                    cas, {**identite.cleaned_data, "attendu": saisis.attendu},
                    auteur(request), dit, vue=post.get("vue", ""),
                )  # fmt: skip
        except ActeRefuse as refus:
            if refus.code == "cas_supprime":
                return _disparu(request)
            messages.error(request, textes.REFUS[refus.code])
        else:
            messages.success(request, "Enregistré." if change else "Rien n’a changé.")
            return HttpResponseRedirect(lien(cas, vu.version))
    return _rendre(request, "atelier/cas_modifier.html", vu, formulaires, saisis, {
        "cas": CasDeControle.objects.get(pk=pk),
        "identite": identite,
        "raison": raison,
        "consentement": consentement,
        "vue": vue,
        "retour": lien(cas, vu.version),
    })  # fmt: skip


def _disparu(request: HttpRequest) -> HttpResponse:
    """Somebody deleted the case meanwhile: what was typed is shown, to copy."""
    if request.method != "POST":
        raise Http404
    noms = {"nom": "Nom", "theme": "Groupe de cas (thème)", "source": "Source", "raison": "Raison"}
    tape = [(noms[cle], request.POST[cle]) for cle in noms if request.POST.get(cle)]
    for nom in request.POST.getlist("faits"):
        with suppress(KeyError):  # a name that no form of ours has
            tape.append((faits.decrit(nom)[0], request.POST.get(f"fait-{nom}", "")))
    return render(
        request, "atelier/cas_disparu.html", admin.site.each_context(request) | {"tape": tape},
        status=409,
    )  # fmt: skip


def _champs(cas: CasDeControle, attendu: dict[str, Any], vu: Regard) -> list[faits.Champ]:
    """What the case checks, then what it could check, as it comes out now."""
    siens = faits.champs(attendu)
    if vu.referentiel is None:
        return siens
    propose = attendus.proposer(calculer(cas.reponses, vu.referentiel), attendu)
    pris = {champ.nom.partition(".")[0] for champ in siens}
    autres = {cle: valeur for cle, valeur in propose.items() if cle not in pris}
    return [*siens, *faits.champs(autres)]


def _rendre(
    request: HttpRequest,
    gabarit: str,
    vu: Regard,
    formulaires: list[forms.BaseForm],
    saisis: Faits,
    autres: dict[str, Any],
) -> HttpResponse:
    """What is wrong comes first, each line leading to its field."""
    erreurs = [
        (champ.id_for_label, champ.label, erreur)
        for formulaire in formulaires
        for champ in formulaire
        for erreur in champ.errors
    ]
    erreurs += [
        (f"fait-{ligne['nom']}", ligne["libelle"], ligne["erreur"])
        for ligne in saisis.lignes
        if ligne["erreur"]
    ]
    if "" in saisis.erreurs:
        erreurs.append(("faits", "Faits", saisis.erreurs[""]))
    themes = CasDeControle.objects.order_by("theme").values_list("theme", flat=True).distinct()
    complet = contexte(request, vu) | {
        "faits": saisis.lignes, "erreurs": erreurs, "themes": themes, **autres,
    }  # fmt: skip
    return render(request, gabarit, complet, status=422 if erreurs else 200)
