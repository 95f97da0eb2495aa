"""The life of a version: draft, published, archived. Each step is one transaction, and is logged.

What is public is never a row of a table but the last `Publication`, whole: half a change cannot be seen.
What the control cases do with a version goes by `accompagnement.du_site`, set in `simulateur/apps.py`.
"""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from eligibility import (
    accompagnement,
    actes,
    avertissements,
    copie_locale,
    origines,
    precedentes,
    references,
    relecture,
)
from eligibility.actes import ActeRefuse, Auteur
from eligibility.documents import base, formes
from eligibility.documents.differences import differences_de_cliches
from eligibility.models import Bareme, Etape, Publication
from eligibility.models.choix import Acte, Pas, Statut
from eligibility.models.version import Version
from eligibility.regles.controle import BLOQUANTE

# Going back is never refused: it is the way out.
ACTES_GARDES = (Acte.PUBLICATION, Acte.REFERENCES)


def prochaine_revision(date_effet: date, modele: type[Version] = Bareme) -> int:
    """The first revision number that no version of that date ever bore: history names them by it."""
    genre = next(nom for nom, autre in base.MODELES.items() if autre is modele)
    nees = (
        modele.objects.filter(date_effet=date_effet),
        Etape.objects.filter(genre=genre, version=date_effet),
    )
    hautes = (lignes.aggregate(plus_haute=Max("revision"))["plus_haute"] for lignes in nees)
    return max(haute or 0 for haute in hautes) + 1


@transaction.atomic
def commencer(
    document: formes.Document,
    date_effet: date,
    auteur: Auteur,
    mot: str,
    origine: origines.Origine | None = None,
) -> Version:
    """A draft that holds what the document says, at that date; `mot`: what it is made from."""
    actes.en_file()  # two drafts begun at once take two numbers
    revision = prochaine_revision(date_effet, base.MODELES[document["genre"]])
    version = base.ecrire_brouillon(document, date_effet, revision, auteur.compte)
    origines.noter(version, origine)
    noter_etape(version, Pas.CREATION, auteur, mot)
    return version


def noter_etape(version: Version, pas: Pas, auteur: Auteur, mot: str, empreinte: str = "") -> Etape:
    """One more step in the history of a draft."""
    return Etape.objects.create(
        genre=base.genre_de(version), version=version.date_effet, revision=version.revision,
        pas=pas, mot=mot, empreinte=empreinte, auteur=auteur.nom, compte=auteur.compte,
    )  # fmt: skip


@transaction.atomic
def copier(version: Version, auteur: Auteur, date_effet: date | None = None) -> Version:
    """A draft with the same cells: a correction of `version`, or a new version at `date_effet`."""
    copie = commencer(
        base.document(version), date_effet or version.date_effet, auteur, f"copie de {version}",
        origines.d_une_copie(version),
    )  # fmt: skip
    avertissements.copier(version, copie)
    accompagnement.du_site.copier(version, copie)
    return copie


@transaction.atomic
def publier(version: Version, auteur: Auteur, motif: str, lue: str = "") -> Publication:
    """Makes a draft public from now on, in the place of the published revision of its date.

    `lue`: `accompagnement.empreinte_a_lire` as it was before deciding; empty when nobody read it.
    Raises ActeRefuse: `brouillon_change`, `son_propre_brouillon`, `ses_references` when the author wrote
    a reference that the draft takes along; what `exiger_publiable` or the guard of the site says.
    """
    actes.en_file()
    version = actes.verrouiller(version)
    if lue and lue != accompagnement.empreinte_a_lire(version):
        raise ActeRefuse("brouillon_change")
    exiger_publiable(version)
    if not relecture.dispense(auteur.compte) and relecture.a_redige(version, auteur.compte):
        raise ActeRefuse("son_propre_brouillon")
    _soeurs(version).filter(statut=Statut.PUBLIE).update(statut=Statut.ARCHIVE)
    _rendre_publique(version)
    return _publication(Acte.PUBLICATION, auteur, motif, version)


def exiger_publiable(version: Version) -> None:
    """Raises ActeRefuse: `pas_un_brouillon`, `rien_ne_change`, `origine_depassee` when what it was made
    from is public no longer, `anomalies` with what blocks, or `avertissements` that nobody accepted.
    """
    if version.statut != Statut.BROUILLON:
        raise ActeRefuse("pas_un_brouillon")
    document = base.document(version)
    publiee = _soeurs(version).filter(statut=Statut.PUBLIE).first()
    if publiee is not None and _decide(document) == _decide(base.document(publiee)):
        raise ActeRefuse("rien_ne_change")
    if (publique := origines.depassee_par(version)) is not None:
        raise ActeRefuse("origine_depassee", publique=publique)
    bloquantes = [e.anomalie for e in avertissements.examiner(version, document) if e.bloque]
    if any(anomalie.gravite == BLOQUANTE for anomalie in bloquantes):
        raise ActeRefuse("anomalies", anomalies=tuple(bloquantes))
    if bloquantes:
        raise ActeRefuse("avertissements", anomalies=tuple(bloquantes))


def eprouver(version: Version) -> None:
    """Raises ActeRefuse when the site's guard refuses the snapshot that publishing this draft would make."""
    public = references.publie()
    if public is None:
        return
    cliche = references.completer(formes.avec(public, base.document(version)))
    accompagnement.du_site.garder(cliche, version)


def _decide(document: formes.Document) -> formes.Document:
    """What two revisions of one date may disagree on."""
    return {**document, formes.PUBLIE_LE: None, "revision": None}


@transaction.atomic
def retirer(version: Version, auteur: Auteur, motif: str) -> Publication:
    """Undoes a publication: the version is archived, the revision it had replaced is public again.

    Raises ActeRefuse: `pas_publiee`, or `dernier_bareme` when the site would have nothing to compute with.
    """
    actes.en_file()
    version = actes.verrouiller(version)
    if version.statut != Statut.PUBLIE:
        raise ActeRefuse("pas_publiee")
    version.statut = Statut.ARCHIVE
    version.save(update_fields=["statut"])
    precedente = precedentes.precedente_de(version)
    if precedente is not None:
        _rendre_publique(precedente)
    elif not type(version).objects.filter(statut=Statut.PUBLIE).exists():
        raise ActeRefuse("dernier_bareme")
    return _publication(Acte.RETRAIT, auteur, motif, version)


@transaction.atomic
def mettre_en_ligne(
    auteur: Auteur, motif: str, acte: Acte = Acte.REFERENCES, lue: str = "",
    choisies: references.Choisies | None = None,
) -> Publication:  # fmt: skip
    """Publishes what is not a version: references as they stand, all or those chosen.

    `lue`: fingerprint of what was read of them. Raises ActeRefuse: `references_changees`,
    `ses_references` when the author wrote one of them; `source_citee` when a source would be gone that
    something public cites; what the guard of the site says.
    """
    actes.en_file()
    if lue and lue != formes.condense(formes.ecrire(base.hors_versions())):
        raise ActeRefuse("references_changees")
    for modele in base.MODELES.values():
        for version in modele.objects.filter(statut=Statut.PUBLIE, empreinte=""):
            _rendre_publique(version)  # loaded from files
    return _publication(acte, auteur, motif, choisies=choisies)


def _rendre_publique(version: Version) -> None:
    version.statut = Statut.PUBLIE
    version.publie_le = version.publie_le or timezone.now()
    # Back from the archive it keeps its own: rows changed meanwhile by another way are seen.
    version.empreinte = version.empreinte or formes.empreinte_de_version(base.document(version))
    version.save(update_fields=["statut", "publie_le", "empreinte"])


def _publication(
    acte: Acte, auteur: Auteur, motif: str, version: Version | None = None,
    choisies: references.Choisies | None = None,
) -> Publication:  # fmt: skip
    cliche, public = base.cliche(), references.publie()
    if public is not None:
        if acte not in references.ENTIERS:
            cliche = references.tenir(cliche, public)
        elif choisies is not None:
            cliche = references.choisir(cliche, public, choisies)
        cliche = accompagnement.du_site.completer(cliche, acte, version)
        a_relire = acte != Acte.RETRAIT and not relecture.dispense(auteur.compte)
        if a_relire and relecture.a_ecrit(references.en_attente(public, cliche), auteur.compte):
            raise ActeRefuse("ses_references")
    if acte == Acte.REFERENCES and (absentes := references.sources_absentes(cliche)):
        raise ActeRefuse("source_citee", sources=", ".join(absentes))
    _verifier_figees(cliche)
    # The first one has nothing to be held to.
    if acte in ACTES_GARDES and public is not None:
        accompagnement.du_site.garder(cliche, version)
    contenu = formes.ecrire(cliche)
    publication = Publication.objects.create(
        acte=acte,
        genre=base.genre_de(version) if version is not None else "",
        version=version.date_effet if version is not None else None,
        revision=version.revision if version is not None else None,
        motif=motif,
        auteur=auteur.nom,
        compte=auteur.compte,
        # What differs from the publication before; nothing for the first one, which is all new.
        changements=[] if public is None else _changements(public, cliche),
        contenu=contenu,
        empreinte=formes.condense(contenu),
    )
    accompagnement.du_site.suivre(publication, version)
    transaction.on_commit(lambda: copie_locale.ecrire(copie_locale.de(publication)), robust=True)
    return publication


def _changements(public: formes.Document, cliche: formes.Document) -> list[dict]:
    des_versions = [
        {"genre": genre, "version": version, **difference._asdict()}
        for genre, version, difference in differences_de_cliches(public, cliche)
    ]
    return des_versions + references.changements(public, cliche)


def _verifier_figees(cliche: formes.Document) -> None:
    """A published version never changes: should its rows have been written by another way, say it."""
    for genre, cle in formes.VERSIONS.items():
        voulues = {
            (v.version, v.revision): v.empreinte
            for v in base.MODELES[genre].objects.filter(statut=Statut.PUBLIE)
        }
        for document in cliche[cle]:
            nom = (document["version"], document["revision"])
            if voulues[nom] != formes.empreinte_de_version(document):
                raise ActeRefuse("version_modifiee", version=nom[0], revision=nom[1])


def _soeurs(version: Version):
    return type(version).objects.filter(date_effet=version.date_effet).exclude(pk=version.pk)
