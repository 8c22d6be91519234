"""Forms of sign-in and password. The rules of the password are Django's validators, shown beside the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi.desk.accounts import selectors
from luoshi.desk.accounts.roles import Role
from luoshi.desk.accounts.words import ACTIONS

if TYPE_CHECKING:
    from luoshi.desk.accounts.models import Person, Unit

__all__ = ["CodeForm", "LanguageForm", "PasswordForm", "PostForm", "ResetForm", "SignInForm", "WhyForm"]


def _secret(label: Any, use: str, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": use})
    return forms.CharField(label=label, widget=widget, strip=False, max_length=200, help_text=help_text)


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label=_("User name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = _secret(_("Password"), "current-password")


class PasswordForm(forms.Form):
    """The present password once, the new one twice."""

    present = _secret(_("Present password"), "current-password")
    new = _secret(_("New password"), "new-password")
    again = _secret(_("New password again"), "new-password")

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["new"].help_text = " ".join(password_validators_help_texts())

    def clean_present(self) -> str:
        """The present password must be right, so that an open desk is not enough to take an account over."""
        present: str = self.cleaned_data["present"]
        if not self.person.check_password(present):
            raise forms.ValidationError(gettext("This is not your present password."))
        return present

    def clean_new(self) -> str:
        """The rules of the settings."""
        new: str = self.cleaned_data["new"]
        validate_password(new, self.person)
        return new

    def clean(self) -> dict[str, Any]:
        """Twice the same."""
        data = super().clean() or {}
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", gettext("The two new passwords are not the same."))
        return data


class LanguageForm(forms.Form):
    """The language in which the desk speaks."""

    language = forms.ChoiceField(label=_("Language of the desk"), choices=settings.LANGUAGES)


class CodeForm(forms.Form):
    """The six digits that a device shows."""

    code = forms.RegexField(
        r"^\d{6}$",
        label=_("Six-digit code"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


def _date(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, help_text=help_text)


class PostForm(forms.Form):
    """A role at a unit; the unit is named by its code, for there are thousands."""

    unit = forms.CharField(label=_("Code of the unit"), max_length=32)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    title = forms.CharField(label=_("Post title"), max_length=100, required=False)
    since = _date(_("First day"), _("Today if left empty."))
    until = _date(_("Last day of the post"))

    def __init__(self, viewer: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_unit(self) -> Unit:
        """Only a unit at which the administrator may give posts."""
        unit = selectors.units_for_people(self.viewer).filter(code=self.cleaned_data["unit"].strip()).first()
        if unit is None:
            raise forms.ValidationError(gettext("You manage the people of no unit with this code."))
        return unit


class ResetForm(forms.Form):
    """A password for the next sign-in of somebody else."""

    new = _secret(_("Password for the next sign-in"), "new-password")
    reason = forms.CharField(label=_("Reason"), max_length=500)


class WhyForm(forms.Form):
    """Who, what, where."""

    person = forms.CharField(label=_("User name"), max_length=60)
    action = forms.ChoiceField(
        label=_("What is to be done"), choices=[(f"{key}", text) for key, text in ACTIONS.items()]
    )
    unit = forms.CharField(label=_("Code of the unit"), max_length=32)

    def __init__(self, viewer: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_person(self) -> Person:
        """Oneself, or somebody in reach."""
        people = selectors.people_explained_to(self.viewer)
        person = people.filter(username=self.cleaned_data["person"].strip()).first()
        if person is None:
            raise forms.ValidationError(gettext("There is nobody with this user name whose permissions you may see."))
        return person

    def clean_unit(self) -> Unit:
        """A unit that the person who asks may read."""
        unit = selectors.units_visible_to(self.viewer).filter(code=self.cleaned_data["unit"].strip()).first()
        if unit is None:
            raise forms.ValidationError(gettext("There is no unit with this code that you may see."))
        return unit
