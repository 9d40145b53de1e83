"""How often one network address may write to us from the public pages: no riddles, only a limit (security.md B).

The address itself is never stored, only a keyed digest that is thrown away when the window is past.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils.crypto import salted_hmac

from touyan.foundation.calendar.clock import real_now
from touyan.foundation.publicity.models import PublicTry

WINDOW = timedelta(minutes=60)
PER_ADDRESS = 5


def is_within_limit(address: str) -> bool:
    """Count this try and say whether it still is one of the first five of the hour from this address."""
    digest = salted_hmac("touyan.publicity", address, algorithm="sha256").hexdigest()
    since = real_now() - WINDOW
    PublicTry.objects.filter(at__lt=since).delete()
    PublicTry.objects.create(address=digest, at=real_now())
    return PublicTry.objects.filter(address=digest, at__gte=since).count() <= PER_ADDRESS
