"""How gunicorn serves the portal on a server: `gunicorn hlta_portal.wsgi --config <this file>`."""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
preload_app = True
max_requests = 5_000
max_requests_jitter = 500
timeout = 60
graceful_timeout = 20
control_socket_disable = True
errorlog = "-"
loglevel = "warning"
accesslog = "-"
# The path without its query string: a search holds names.
access_log_format = '{"at": "%(t)s", "method": "%(m)s", "path": "%(U)s", "status": %(s)s, "bytes": %(B)s, "ms": %(M)s}'
