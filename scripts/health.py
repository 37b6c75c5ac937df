"""Ask the portal on this host for its health; exit 0 when it is well (used by the container)."""

import http.client
import os
import sys


def main() -> int:
    """Ask in the name of the first allowed host, as a proxy would."""
    _, _, port = os.environ.get("BIND", "127.0.0.1:8000").rpartition(":")
    host = os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0].strip()
    link = http.client.HTTPConnection("127.0.0.1", int(port), timeout=4)
    try:
        link.request("GET", "/healthz", headers={"Host": host})
        return 0 if link.getresponse().status == 200 else 1
    except OSError:
        return 1
    finally:
        link.close()


if __name__ == "__main__":
    sys.exit(main())
