"""Une vue Django nue : ce que coûte le cadre avant que nous ne fassions quoi que ce soit."""

from secrets import token_hex

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    SECRET_KEY=token_hex(),
    MIDDLEWARE=[],
)


def vue(request):
    return HttpResponse("bonjour", headers={"Content-Length": "7"})


urlpatterns = [path("", vue)]
application = get_wsgi_application()
