"""The constants of the rules."""

from django.core.exceptions import ValidationError
from django.db import models

from eligibility.regles.parametres import OUI_NON, PARAMETRES, POURCENT

from .bareme import CLE_BAREME, lien_bareme
from .base import Cellule, code_connu
from .choix import CleParametre, Statut, Unite


class Parametre(Cellule):
    """One constant, in the unit that the rules expect for its key."""

    CLE = (*CLE_BAREME, "cle")

    bareme = lien_bareme("parametres")
    cle = models.CharField("paramètre", max_length=40, choices=CleParametre)
    unite = models.CharField("unité", max_length=8, choices=Unite, editable=False)

    class Meta(Cellule.Meta):
        abstract = False
        verbose_name = "paramètre"
        verbose_name_plural = "paramètres"
        ordering = ["-bareme__date_effet", "-bareme__revision", "cle"]
        constraints = [
            *Cellule.Meta.constraints,
            models.UniqueConstraint(
                fields=["bareme", "cle"],
                name="parametre_une_case",
                violation_error_message="Ce paramètre existe déjà dans ce barème.",
            ),
            code_connu("cle", CleParametre, "parametre_cle_connue"),
            code_connu("unite", Unite, "parametre_unite_connue"),
        ]

    def __str__(self) -> str:
        return self.get_cle_display()

    def save(self, *args, **kwargs) -> None:
        # The unit belongs to the key, nobody chooses it.
        self.unite = PARAMETRES.get(self.cle, self.unite)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.valeur is None:
            if self.bareme_id is not None and self.bareme.statut == Statut.PUBLIE:
                raise ValidationError(
                    {"valeur": "Le calcul a besoin de ce paramètre : un barème publié ne peut pas "
                     "le laisser vide."}
                )  # fmt: skip
            return
        unite = PARAMETRES.get(self.cle)
        if unite == OUI_NON and self.valeur not in (0, 1):
            raise ValidationError({"valeur": "Indiquez 1 pour oui ou 0 pour non."})
        if unite == POURCENT and self.valeur > 100:
            raise ValidationError({"valeur": "Un pourcentage ne dépasse pas 100."})
        if unite != POURCENT and self.valeur != int(self.valeur):
            raise ValidationError({"valeur": "Indiquez un nombre entier, par exemple 24."})
