"""The event stream: tells browsers that something changed, never what; they fetch it through the pages.

A raw ASGI application without middleware, served by one process of its own, because pages are
cheaper under WSGI and an open stream must not occupy a page's thread. Nothing is lost when it is
down: pages fall back to asking every few seconds.
"""

from touyan.project.stream.answering import application

__all__ = ["application"]
