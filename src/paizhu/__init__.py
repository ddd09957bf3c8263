"""Paizhu (派驻): the working system of a commission that supervises through composite groups."""

__version__ = "0.1.0"
