"""A password hasher for tests only: the settings use it in no other mode."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class FastHasher(PBKDF2PasswordHasher):
    """PBKDF2 with one round."""

    iterations = 1
    algorithm = "touyan_fast"
