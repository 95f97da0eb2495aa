"""Un médecin devant le parcours : un navigateur sans JavaScript, et les barèmes livrés."""

import pytest
from django.test import Client

from tests.parcours.pages import Visite


@pytest.fixture
def visite(db) -> Visite:
    return Visite(Client())
