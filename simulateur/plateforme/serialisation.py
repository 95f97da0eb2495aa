"""`dumpdata` in JSON with whole dates: Django's own drops microseconds, and history is read by its dates."""

from datetime import datetime

from django.core.serializers import json
from django.core.serializers.json import Deserializer

__all__ = ["Deserializer", "Serializer"]


class _Encodeur(json.DjangoJSONEncoder):
    def default(self, o):
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class Serializer(json.Serializer):
    def start_serialization(self) -> None:
        self.options.setdefault("cls", _Encodeur)
        super().start_serialization()
