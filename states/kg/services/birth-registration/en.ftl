title = Birth registration
summary = Register a birth from the medical certificate. The child gets a PIN. This service is for registrars.
outcome-hint = The child is entered in the registers of persons, births and residence and gets a PIN.

page-parents = Parents
page-birth = Birth
page-child = Child

ask-mother_pin = The mother's PIN
ask-mother_pin-hint = 14 digits.
ask-mother_pin-why = The child is entered in the mother's household.
ask-father_pin = The father's PIN
ask-father_pin-hint = Leave empty if the parents are not married and the father is not established.
ask-father_pin-why = A father who is named is entered as a parent of the child.
ask-child_born_on = The child's date of birth
ask-child_born_on-why = It stands in the medical birth certificate.
ask-delivery_number = Number of the delivery
ask-delivery_number-hint = From the medical certificate. Twins have the same one.
ask-delivery_number-why = Children of one delivery are known by this number.
ask-child_family = The child's family name
ask-child_family-hint = "Asan uulu" or "Asan kyzy" can stand here too.
ask-child_family-why = The family name that the parents chose.
ask-child_given = The child's given name
ask-child_given-why = The name that the parents chose.
ask-child_patronymic = The child's patronymic
ask-child_patronymic-hint = Leave empty if there is none.
ask-child_patronymic-why = Entered if the parents want it.
ask-child_sex = The child's sex
ask-child_sex-female = Girl
ask-child_sex-male = Boy
ask-child_sex-why = It stands in the medical birth certificate.

known-mother_name = Mother
known-father_name = Father
known-child_home = Address where the child will live

rule-mother_known = { $value ->
    [yes] The mother is in the register of persons.
    [no] The mother is not in the register of persons.
   *[unknown] We could not learn whether the mother is in the register of persons.
  }
rule-born_already = { $value ->
    [yes] The date of birth is not later than the day of filing.
    [no] The date of birth has not come yet.
   *[unknown] The date of birth is unknown.
  }
rule-own_delivery = { $value ->
    [yes] The number of the delivery is no other mother's.
    [no] A child of another mother is registered under this number of delivery.
   *[unknown] We could not check the number of the delivery.
  }
rule-first_entry = { $value ->
    [yes] This birth was not registered before.
    [no] This birth seems to be registered already.
   *[unknown] We could not check whether this birth was registered before.
  }

reason-mother_unknown = The mother is not in the register of persons.
reason-data_unclear = The data are incomplete or contradict each other.
reason-delivery_of_another = The number of the delivery is another mother's.
reason-possible_duplicate = This child may be registered already.

state-review = Another registrar is looking at it
state-correcting = Waiting for your correction
    .officer = Waiting for the applicant's correction
state-granted = Registered
state-refused = Registration refused
state-withdrawn = Withdrawn

action-grant = Register
action-grant-hint = Compare the number of the delivery and the mother with the medical certificate before you enter the child.
action-refuse = Refuse
action-return = Return for correction
action-correct = Send the corrected data
action-withdraw = Withdraw

give-child_pin = The child's PIN

error-mother_unknown = Nobody in the register has this PIN. Check the mother's PIN and enter it again.
error-father_unknown = Nobody in the register has this PIN. Check the father's PIN or leave it empty.
error-born_in_future = The date of birth cannot be later than today. Check the date.
error-delivery_too_long = The number of the delivery cannot be longer than 40 characters. Check it.
error-cannot_register = The mother or the date of birth is unknown, or mother and father have one PIN. Return the data for correction first.

document-title = Notice of birth registration
document-granted = { $applicant }, the child is registered. The child's PIN: { $child_pin }.
document-refused = { $applicant }, the registration of the birth is refused. Read below why, and how to appeal.
