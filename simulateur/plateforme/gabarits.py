"""Les gabarits de Django, moins un cycle : leur contexte se tient lui-même, et avec lui toute l'estimation.

Laissés au ramasse-miettes, les milliers d'objets d'une page s'accumulent, et une page sur cent attend
30 ms qu'il passe. Ici ils partent dès que la page est rendue.
"""

from django.template import TemplateDoesNotExist
from django.template.backends import django
from django.template.context import Context, make_context

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
