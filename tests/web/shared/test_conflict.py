"""What a person hears who came second."""

from fourfold_web.shared.conflict import Conflict


def test_conflict_can_be_kept_in_a_set_as_any_exception():
    first, second = Conflict("Too late", "Look again."), Conflict("Too late", "Look again.")

    assert len({first, second, first}) == 2
