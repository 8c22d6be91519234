"""Every write to units, persons, posts, sign-ins and second factors: allowed, checked, recorded, in one transaction."""

from __future__ import annotations

from luoshi.desk.accounts.services.factors import (
    Proof,
    confirm_device,
    make_codes,
    prove_code,
    prove_password,
    reset_factor,
    switch_factor_off,
    waiting_device,
)
from luoshi.desk.accounts.services.people import (
    add_person,
    add_person_with_post,
    change_own_password,
    deactivate_person,
    generated_password,
    may_manage,
    reactivate_person,
    rename_person,
    reset_password,
    set_language,
)
from luoshi.desk.accounts.services.posts import end_post, give_post
from luoshi.desk.accounts.services.signins import end_all_sign_ins, end_other_sign_ins, end_sign_in
from luoshi.desk.accounts.services.units import add_unit, deactivate_unit, move_unit, reactivate_unit, rename_unit

__all__ = [
    "Proof",
    "add_person",
    "add_person_with_post",
    "add_unit",
    "change_own_password",
    "confirm_device",
    "deactivate_person",
    "deactivate_unit",
    "end_all_sign_ins",
    "end_other_sign_ins",
    "end_post",
    "end_sign_in",
    "generated_password",
    "give_post",
    "make_codes",
    "may_manage",
    "move_unit",
    "prove_code",
    "prove_password",
    "reactivate_person",
    "reactivate_unit",
    "rename_person",
    "rename_unit",
    "reset_factor",
    "reset_password",
    "set_language",
    "switch_factor_off",
    "waiting_device",
]
