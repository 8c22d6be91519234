"""Forms of sign-in, password and second factor. The rules of a password are Django's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi.desk.accounts import naming, selectors, services
from luoshi.desk.accounts.words import ACTIONS
from luoshi.desk.design.widgets import SuggestInput

if TYPE_CHECKING:
    from luoshi.desk.accounts.models import Person, Unit

__all__ = [
    "CodeForm",
    "FactorForm",
    "LanguageForm",
    "OffForm",
    "OwnPasswordForm",
    "PasswordForm",
    "SignInForm",
    "WhyForm",
    "locked_words",
]


def locked_words(person: Person, kind: str) -> str:
    """Until when there is no further try."""
    until = timezone.localtime(selectors.locked_until(person, kind))
    return gettext("There were too many wrong tries. Try again after %(moment)s.") % {"moment": f"{until:%H:%M}"}


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
        proof = services.prove_password(person=self.person, password=present)
        if proof is services.Proof.LOCKED:
            raise forms.ValidationError(locked_words(self.person, "password"))
        if proof is services.Proof.WRONG:
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


class OwnPasswordForm(forms.Form):
    """The password once more, from somebody who is signed in."""

    password = _secret(_("Password"), "current-password")


class LanguageForm(forms.Form):
    """The language in which the desk speaks."""

    language = forms.ChoiceField(label=_("Language of the desk"), choices=settings.LANGUAGES)


_ONE_TIME = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class CodeForm(forms.Form):
    """The six digits that a device shows."""

    code = forms.RegexField(
        r"^[0-9]{6}$",
        label=_("Six-digit code"),
        widget=forms.TextInput(attrs={**_ONE_TIME, "inputmode": "numeric"}),
    )


class FactorForm(forms.Form):
    """The six digits, or a recovery code; its hyphens and spaces do not matter."""

    code = forms.CharField(
        label=_("Code or recovery code"),
        max_length=40,
        help_text=_("Six digits of the device, or one of your recovery codes."),
        widget=forms.TextInput(attrs=_ONE_TIME),
    )

    def clean_code(self) -> str:
        """Without what people put between the groups."""
        return "".join(self.cleaned_data["code"].split())


class OffForm(OwnPasswordForm, FactorForm):
    """Both, to switch the second factor off."""

    field_order = ("password", "code")


class WhyForm(forms.Form):
    """Who, what, where."""

    person = forms.CharField(label=_("User name"), max_length=60)
    action = forms.ChoiceField(
        label=_("What is to be done"), choices=[(f"{key}", text) for key, text in ACTIONS.items()]
    )
    unit = forms.CharField(
        label=_("Unit"),
        max_length=naming.TYPED,
        help_text=_("Code or name; units are suggested while you type."),
        widget=SuggestInput("accounts:unit-suggestions"),
    )

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
        units = selectors.units_visible_to(self.viewer)
        return naming.chosen(units, self.cleaned_data["unit"], gettext("There is no such unit that you may see."))
