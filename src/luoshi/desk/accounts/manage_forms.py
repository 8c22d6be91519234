"""Forms of what an administrator does to units and people. Each is one step of a page and says its own name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi.desk.accounts import naming, selectors
from luoshi.desk.accounts.models import Level
from luoshi.desk.accounts.roles import Role
from luoshi.desk.design.widgets import SuggestInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import Promise

    from luoshi.desk.accounts.models import Person, Unit

__all__ = [
    "FactorResetForm",
    "PersonAddForm",
    "PersonRenameForm",
    "PersonStateForm",
    "PostForm",
    "ResetForm",
    "StepForm",
    "UnitAddForm",
    "UnitMoveForm",
    "UnitRenameForm",
    "UnitStateForm",
]


def _version() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=1)


def _reason() -> forms.CharField:
    return forms.CharField(label=_("Reason"), max_length=500)


def _date(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, help_text=help_text)


class StepForm(forms.Form):
    """One thing that can be done on a page. ``thing`` is the unit or person of the page; ids do not clash."""

    heading: str | Promise = ""
    button = "primary"

    def __init__(self, step: str, viewer: Person, thing: Any, data: Mapping[str, Any] | None = None) -> None:
        initial = {name: getattr(thing, name) for name in ("version", "name", "name_en") if hasattr(thing, name)}
        super().__init__(data, initial=initial, auto_id=f"{step}-%s")
        self.step, self.viewer = step, viewer


class UnitAddForm(StepForm):
    """A unit below the one of the page."""

    heading = _("Add a unit below")
    code = forms.RegexField(
        r"^[0-9A-Za-z-]+$",
        label=_("Code"),
        max_length=32,
        help_text=_("Division code, credit code, or the code above with a number: letters, digits and hyphens."),
    )
    name = forms.CharField(label=_("Name of the unit"), max_length=200)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    level = forms.ChoiceField(
        label=_("Level"), choices=[pair for pair in Level.choices if pair[0] != Level.MINISTRY], initial=Level.OFFICE
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {}

    def clean_code(self) -> str:
        """A code stands for one unit only."""
        code: str = self.cleaned_data["code"]
        if selectors.code_taken(code):
            raise forms.ValidationError(gettext("Another unit has this code."))
        return code


class UnitRenameForm(StepForm):
    """The names of a unit."""

    heading = _("Rename")
    version = _version()
    name = forms.CharField(label=_("Name of the unit"), max_length=200)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    reason = _reason()


class UnitMoveForm(StepForm):
    """Under which unit it stands from now on."""

    heading = _("Move")
    version = _version()
    parent = forms.CharField(
        label=_("Unit above"),
        max_length=naming.TYPED,
        widget=SuggestInput("accounts:unit-suggestions", among="managed"),
        help_text=_(
            "Everything below moves along. Who works above sees it from then on; who worked above before, not."
        ),
    )
    reason = _reason()

    def clean_parent(self) -> Unit:
        """Only a unit that the administrator manages as well."""
        units = selectors.units_managed_by(self.viewer).filter(is_active=True)
        return naming.chosen(units, self.cleaned_data["parent"], gettext("You manage no such active unit."))


class _StateForm(StepForm):
    version = _version()
    reason = _reason()

    def __init__(self, step: str, viewer: Person, thing: Any, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(step, viewer, thing, data)
        leaves = step == "deactivate"
        self.heading = _("Deactivate") if leaves else _("Reactivate")
        self.button = "danger" if leaves else "primary"


class UnitStateForm(_StateForm):
    """A unit that is no more, or is again."""


class PersonStateForm(_StateForm):
    """Somebody who left, or came back."""


class PersonRenameForm(StepForm):
    """The name of a person; the user name stays."""

    heading = _("Change the name")
    version = _version()
    name = forms.CharField(label=_("Full name"), max_length=60)
    reason = _reason()


class _PostFields(forms.Form):
    unit = forms.CharField(
        label=_("Unit"),
        max_length=naming.TYPED,
        help_text=_("Code or name; units are suggested while you type."),
        widget=SuggestInput("accounts:unit-suggestions", among="people"),
    )
    role = forms.ChoiceField(label=_("Role"), choices=[("", "—"), *Role.choices])
    title = forms.CharField(label=_("Post title"), max_length=100, required=False)
    viewer: Person

    def clean_unit(self) -> Unit:
        """Only a unit at which the administrator may give posts; by its code or name, for there are thousands."""
        units = selectors.units_for_people(self.viewer)
        return naming.chosen(units, self.cleaned_data["unit"], gettext("You manage the people of no such unit."))


class PostForm(_PostFields, StepForm):
    """A role at a unit."""

    heading = _("Give a post")
    since = _date(_("First day"), _("Today if left empty."))
    until = _date(_("Last day of the post"))
    field_order = ("unit", "role", "title", "since", "until")


class ResetForm(StepForm):
    """A password for the next sign-in of somebody else."""

    heading = _("Reset the password")
    new = forms.CharField(
        label=_("Password for the next sign-in"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        max_length=200,
    )
    reason = _reason()


class FactorResetForm(StepForm):
    """A device was lost."""

    heading = _("Take off a lost second factor")
    button = "danger"
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("Make sure that it is the person who asks. All their sessions end; they set up a new one."),
    )


class PersonAddForm(_PostFields):
    """Somebody new with a first post; without a post nobody but the ministry would see them."""

    username = forms.RegexField(
        r"^[\w.@+-]+$",
        label=_("User name"),
        max_length=60,
        help_text=_("Letters, digits and . @ + - _; it cannot be changed later."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(label=_("Full name"), max_length=60)
    language = forms.ChoiceField(label=_("Language of the desk"), choices=settings.LANGUAGES)
    field_order = ("username", "name", "language", "unit", "role", "title")

    def __init__(self, viewer: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_username(self) -> str:
        """One name, one person, in the whole installation."""
        username: str = self.cleaned_data["username"]
        if selectors.username_taken(username):
            raise forms.ValidationError(gettext("This user name is taken."))
        return username
