title = Change in the territory
summary = For clerks of the Cabinet: enter that a unit was joined to another, or that this was undone, with the decree and the day from which it holds.
outcome-hint = Another official examines the change. Once it is entered, names and competent offices follow it for every day from which it holds; decisions made before stay as they are.

page-decree = The decree
page-change = What changes
page-successor = The unit that takes its place

ask-decree = Number and title of the decree
ask-decree-why = A change is entered only by a decree.
ask-decree_on = Day of the decree
ask-decree_on-why = It stands in the register beside the change.
ask-kind = What does the decree say?
ask-kind-merge = A unit is joined to another
ask-kind-restore = A merger is undone
ask-kind-why = Both are entered here; nothing is ever erased.
ask-unit = The unit that is joined, or that stands again
ask-unit-why = Both the register and the certificates of its residents follow it.
ask-from_on = First day on which it holds
ask-from_on-hint = It may lie in the past or ahead.
ask-from_on-why = What is so of a place on a day depends on it.
ask-successor = The unit it is joined to
ask-successor-why = Its name and its office then hold for the joined unit.

known-unit_name = The unit
known-successor_name = The unit it is joined to

rule-stands = { $value ->
    [yes] On that day the unit stands by itself.
    [no] On that day the unit is joined to another.
   *[unknown] On that day the register knows no such unit.
  }
rule-same_kind = { $value ->
    [yes] Both units are of the same kind.
    [no] The units are of different kinds.
   *[unknown] Whether the units are of one kind is not known.
  }
rule-successor_stands = { $value ->
    [yes] The other unit stands by itself, and nothing is joined to the unit that is joined.
    [no] The other unit is joined to another one, is the same one, or something is joined to the unit that is joined.
   *[unknown] The register does not know the other unit on that day, or it is not needed.
  }

reason-second_official = A second official decides on every change of the territory.
reason-does_not_fit = The change does not fit what the register says of that day.
reason-decree_differs = The decree says something else.

state-review = A second official is examining it
state-correcting = We wait for your correction
    .officer = We wait for the applicant's correction
state-merged = The merger is entered
state-restored = The unit stands again
state-declined = Not entered
state-withdrawn = Withdrawn

action-enter-merger = Enter the merger
action-undo-merger = Enter that the unit stands again
action-decline = Do not enter
action-return = Return for correction
action-correct = Send the corrected change
action-withdraw = Withdraw

give-unit = Unit
give-into = Joined to
give-from_day = From

error-too_long = At most 200 characters.
error-decree_in_future = A decree of a day to come can't be entered.
error-place_unknown = The register knows no such unit on that day. Check the beginning of its name, or its code of fourteen digits.
error-not_mergeable = This merger does not fit: both units must stand by themselves on that day, be of one kind, and nothing may be joined to the unit that is joined.
error-not_restorable = On that day this unit is joined to no other, so there is nothing to undo.

document-title = Entry of a change in the territory
document-merged = { $unit } is joined to { $into } from { $from_day } on.
document-restored = { $unit } stands again from { $from_day } on.
