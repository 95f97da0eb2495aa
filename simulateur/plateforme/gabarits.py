"""Les gabarits de Django, moins deux lenteurs qu'une page de mille valeurs fait sentir.

Leur contexte se tient lui-même, et avec lui toute l'estimation. Laissés au ramasse-miettes, les milliers
d'objets d'une page s'accumulent, et une page sur cent attend 30 ms qu'il passe. Ici ils partent dès que
la page est rendue.

Django échappe chaque valeur par une fonction qui s'inquiète des textes différés, des dates et des
nombres : un douzième d'une page de résultat. Un texte nu n'a rien de tout cela.
"""

from html import escape

from django.template import Template, TemplateDoesNotExist
from django.template.backends import django
from django.template.base import VariableNode, render_value_in_context
from django.template.context import Context, make_context
from django.template.loaders import base, cached
from django.utils.safestring import SafeString

from .chemins import sous_administration


class Gabarits(django.DjangoTemplates):
    def from_string(self, template_code):
        return Gabarit(self.engine.from_string(template_code), self)

    def get_template(self, template_name):
        try:
            return Gabarit(self.engine.get_template(template_name), self)
        except TemplateDoesNotExist as absent:
            django.reraise(absent, self)


class Gabarit(django.Template):
    def render(self, context=None, request=None):
        contexte = make_context(context, request, autoescape=self.backend.engine.autoescape)
        try:
            return self.template.render(contexte)
        except TemplateDoesNotExist as absent:
            django.reraise(absent, self.backend)
        finally:
            # Sous l'administration, qui sert peu et dont on veut pouvoir relire le contexte, rien ne change.
            if request is None or not sous_administration(request):
                _vider(contexte)


def _vider(contexte: Context) -> None:
    """Chaque couche empilée (ContextDict) tient le contexte, qui la tient ; crispy copie la pile."""
    for couche in contexte.dicts:
        couche.clear()
    contexte.dicts.clear()


class Valeur(VariableNode):
    """`{{ valeur }}`, rendue comme Django la rend."""

    def render(self, context):
        valeur = self.filter_expression.resolve(context)
        if type(valeur) is SafeString:
            return valeur
        if type(valeur) is str and context.autoescape:
            return escape(valeur)
        return render_value_in_context(valeur, context)


class _Lecteur(base.Loader):
    """Prépare un gabarit une fois lu, avant que `cached.Loader` le garde."""

    def get_template(self, template_name, skip=None):
        gabarit: Template = super().get_template(template_name, skip)
        for noeud in gabarit.nodelist.get_nodes_by_type(VariableNode):
            noeud.__class__ = Valeur
        return gabarit


class Chargeur(cached.Loader, _Lecteur):
    """Ceux du dossier `templates/`, puis ceux des applications ; chacun lu une fois."""

    def __init__(self, engine):
        super().__init__(
            engine,
            [
                "django.template.loaders.filesystem.Loader",
                "django.template.loaders.app_directories.Loader",
            ],
        )
