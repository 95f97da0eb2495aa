# Deux images de la même version : `site` (gunicorn), et `mandataire` (nginx, avec les fichiers statiques).
# Les bases sont nommées à la version près ; qui veut l'octet près ajoute « @sha256:… » à ces deux lignes.
ARG PYTHON=python:3.11.14-slim-bookworm
ARG DEBIAN=debian:12.11-slim

FROM ${PYTHON} AS construction

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
# L'environnement n'emporte pas pip : celui de l'image y range les paquets.
RUN python -m venv --without-pip /opt/venv
COPY requirements.txt .
RUN pip --python /opt/venv/bin/python install --require-hashes -r requirements.txt

WORKDIR /app
COPY manage.py gunicorn.conf.py ./
COPY eligibility eligibility/
COPY simulateur simulateur/
COPY templates templates/
COPY static static/
COPY fixtures fixtures/
COPY scripts/entree.sh scripts/sonde.py scripts/
# Les fichiers statiques naissent avec l'image ; la clé tirée pour les rassembler n'y reste pas.
RUN VAR_DIR=/tmp/var STATIC_ROOT=/app/staticfiles \
    /opt/venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && /opt/venv/bin/python -m compileall -q /app


FROM ${DEBIAN} AS mandataire

RUN apt-get update \
    && apt-get install -y --no-install-recommends nginx libnginx-mod-http-brotli-static \
    && rm -rf /var/lib/apt/lists/* /etc/nginx/sites-enabled /var/www \
    && install -d -o www-data /var/cache/nginx \
    && ln -sf /dev/stdout /var/log/nginx/acces.log && ln -sf /dev/stderr /var/log/nginx/erreurs.log
COPY docs/deploiement/nginx.conf /etc/nginx/nginx.conf
COPY docs/deploiement/nginx /etc/nginx/simulateur/
# Le seul changement : le site est à côté, sous le nom que compose.yaml lui donne.
RUN sed -i 's/127\.0\.0\.1:8000/site:8000/' /etc/nginx/simulateur/installation.conf
COPY --from=construction /app/staticfiles /var/cache/simulateur/statiques

USER www-data
EXPOSE 80 443
STOPSIGNAL SIGQUIT
CMD ["nginx", "-g", "daemon off;"]


FROM ${PYTHON} AS site

RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin simulateur \
    && install -d -o simulateur -g simulateur -m 700 /data
WORKDIR /app
COPY --from=construction /opt/venv /opt/venv
COPY --from=construction /app /app

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PRODUCTION=oui \
    VAR_DIR=/data \
    STATIC_ROOT=/app/staticfiles \
    BIND=0.0.0.0:8000

USER simulateur
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
# « Prêt » et non « vivant » : ce qui attend ce conteneur veut qu'il serve, et il sert sans sa base. Le
# premier démarrage prépare la base, chacun à son tour.
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s \
    CMD ["python", "scripts/sonde.py"]
ENTRYPOINT ["scripts/entree.sh"]
CMD ["gunicorn", "simulateur.wsgi"]
