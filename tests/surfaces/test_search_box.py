"""The search box: what is under way is found by name, part of a name and initials; what a unit still writes is its own."""

from __future__ import annotations

import pytest

from tests.journeys import path
from tests.stages import application_ground as ground

TITLE = ground.ANSWERS["basics.title"]


def seen(client, words):
    return client.get("/search", {"q": words}).content.decode()


@pytest.fixture
def begun(county):
    return ground.begun(county)


def test_a_running_project_is_found_by_part_of_its_name_and_stands_before_its_parts(county, client_of):
    made = path.running(county)
    text = seen(client_of("org-vetter"), made.title[:4])
    links = [piece.split('"', 1)[0] for piece in text.split('href="')]
    assert links.index(f"/projects/{made.key}") == min(
        n for n, link in enumerate(links) if str(made.key) in link
    )


def test_what_a_unit_still_writes_is_found_by_nobody(client_of, begun):
    for login in ("street-drafter", "org-vetter", "office-clerk"):
        assert TITLE not in seen(client_of(login), TITLE[:4])


def test_a_submitted_application_is_found_by_name_and_initials_by_those_above_and_by_no_neighbour(
    county, client_of
):
    made = ground.handed_in(county)
    for words in (TITLE[:4], TITLE[2:6], "pcxyjzmzz"):
        assert f"/applications/{made.key}" in seen(client_of("org-vetter"), words)
    assert TITLE not in seen(client_of("s2-drafter"), TITLE[:4]).replace(f'value="{TITLE[:4]}"', "")
