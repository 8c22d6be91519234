"""The ground floor: what every room stands on, and nothing that knows a room.

Spans that prove their quotation, sources with document number and article, the concept register, exact
units, the working calendar and one tree of errors.
"""
