"""placeholder"""


def surveys(request): ...
