"""The tables as documents: plain JSON, the one form that is published, compared, copied and exchanged."""
