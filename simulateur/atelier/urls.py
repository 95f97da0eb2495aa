from django.urls import path

from . import (
    apercu,
    avertissements,
    cas,
    coller,
    completude,
    fiche,
    fichiers,
    grille,
    histoire,
    impact,
    metadonnees,
    objectifs,
    publication,
    references,
    tableau,
)

app_name = "atelier"
VERSION = "<slug:genre>/<str:version>"

urlpatterns = [
    path("", tableau.page, name="tableau"),
    path("cas/", cas.liste, name="cas"),
    path("cas/nouveau/", cas.nouveau, name="nouveau_cas"),
    path("cas/mettre-a-jour/", cas.mettre_a_jour, name="mettre_a_jour_cas"),
    path("cas/<int:pk>/", cas.un_cas, name="un_cas"),
    path("importer/", fichiers.importer, name="importer"),
    path("completude/", completude.page, name="completude"),
    path("comparer/<slug:genre>/", histoire.comparer, name="comparer"),
    path("references/", references.page, name="references"),
    path(f"{VERSION}/apercu/", apercu.page, name="apercu"),
    path(f"{VERSION}/apercu/<path:chemin>", apercu.page, name="apercu_page"),
    path(f"{VERSION}/", fiche.page, name="fiche"),
    path(f"{VERSION}/presentation/", metadonnees.page, name="metadonnees"),
    path(f"{VERSION}/corriger/", fiche.corriger, name="corriger"),
    path(f"{VERSION}/dater/", fiche.dater, name="dater"),
    path(f"{VERSION}/supprimer/", fiche.supprimer, name="supprimer"),
    path(f"{VERSION}/accepter/", avertissements.page, name="accepter"),
    path(f"{VERSION}/exporter/", fichiers.exporter, name="exporter"),
    path(f"{VERSION}/effet/", impact.page, name="impact"),
    path(f"{VERSION}/effet/situations/", impact.situations, name="situations"),
    path(f"{VERSION}/publier/", publication.publier, name="publier"),
    path(f"{VERSION}/soumettre/", publication.soumettre, name="soumettre"),
    path(f"{VERSION}/renvoyer/", publication.renvoyer, name="renvoyer"),
    path(f"{VERSION}/histoire/", histoire.d_une_version, name="actes"),
    path(f"{VERSION}/retirer/", publication.retirer, name="retirer"),
    path("bareme/<str:version>/tables/objectifs/", objectifs.page, name="objectifs"),
    path(f"{VERSION}/tables/<slug:table>/", grille.page, name="table"),
    path(f"{VERSION}/tables/<slug:table>/cases/<path:champ>/", histoire.case, name="case"),
    path(f"{VERSION}/tables/<slug:table>/coller/", coller.page, name="coller"),
]
