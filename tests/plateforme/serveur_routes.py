from django.urls import path

from simulateur import urls


def casser(request):
    raise ValueError(f"valeur fautive : {request.get_full_path()} {request.body!r}")


urlpatterns = [*urls.urlpatterns, path("casse/", casser)]
handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500
