# Deux étapes : les paquets se construisent dans la première, la seconde ne garde que ce qui tourne.
FROM python:3.11.14-slim-bookworm AS construction

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --require-hashes -r requirements.txt

WORKDIR /app
COPY . .
# Les fichiers statiques naissent avec l'image ; la clé tirée pour les rassembler n'y reste pas.
RUN VAR_DIR=/tmp/var /opt/venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && mv /tmp/var/staticfiles /app/staticfiles


FROM python:3.11.14-slim-bookworm

RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin simulateur \
    && install -d -o simulateur -g simulateur /data
WORKDIR /app
COPY --from=construction /opt/venv /opt/venv
COPY --from=construction /app /app

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PRODUCTION=oui \
    VAR_DIR=/data \
    STATIC_ROOT=/app/staticfiles \
    PRODUCTION=oui \
    BIND=0.0.0.0:8000

USER simulateur
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "scripts/sonde.py"]
ENTRYPOINT ["scripts/entree.sh"]
CMD ["gunicorn", "simulateur.wsgi"]
