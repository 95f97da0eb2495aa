"""Entrée WSGI, pour gunicorn et tout autre serveur."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simulateur.settings")

application = get_wsgi_application()
