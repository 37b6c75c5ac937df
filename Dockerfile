# Packages are built in one stage and copied into the next, so that the served image holds no tools.
FROM python:3.11-slim AS packages
WORKDIR /portal
COPY requirements.lock ./
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

FROM python:3.11-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=hlta_portal.settings \
    DATA_DIR=/data \
    BIND=0.0.0.0:8000
RUN useradd --system --uid 10001 --home-dir /portal --shell /usr/sbin/nologin portal \
 && install -d -o portal -g portal /data
COPY --from=packages /venv /venv
WORKDIR /portal
COPY . .
# Collecting needs settings, not secrets: local mode has none. The image itself starts in production.
RUN PORTAL_MODE=local python manage.py collectstatic --noinput --verbosity 0
USER portal
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "scripts/health.py"]
CMD ["gunicorn", "hlta_portal.wsgi", "--config", "hlta_portal/serving.py"]
