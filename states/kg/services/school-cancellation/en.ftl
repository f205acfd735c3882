title = Giving up a place in school
summary = If your child is enrolled and you want another school, give the place up: it goes to another child. A place can be given up at most three times.
outcome-hint = The place is free at once, and you get the decision as a letter. Then you can enrol the child again; the new application stands behind those that came before it.

page-child = Whose place do you give up?

ask-child = Choose the child
ask-child-why = You have enrolled several children.

known-child_name = Name of the child
known-school_name = School

rule-open = { $value ->
    [yes] Enrolment has not closed: the place can be given up.
    [no] Enrolment has closed, and the school year is on.
   *[unknown] We could not learn whether enrolment has closed.
  }
rule-times = { $value ->
    [unknown] We could not learn how often a place was given up before.
   *[other] How often a place for this child was given up before: { $value }.
  }

reason-no_place_held = The register shows no child whom you enrolled.
    .officer = The register shows no child whom the applicant enrolled.
reason-data_missing = The registers lack what is needed to decide.
reason-closed = Enrolment has closed, and the school year is on: the child must not be left without a school.
reason-too_often = A place for this child was given up three times already.

state-review = An officer is looking at it
state-correcting = Waiting for your correction
    .officer = Waiting for the applicant's correction
state-granted = Place given up
state-refused = Refused
state-withdrawn = Withdrawn

action-grant = Free the place
action-refuse = Refuse
action-return = Return for correction
action-correct = Send the corrected application
action-withdraw = Withdraw the application

give-school_name = School

error-nothing_to_cancel = It is not known yet which place is meant. Return the application for correction, or refuse it with a reason.

document-title = Decision on giving up a place in school
document-granted = { $applicant }, your child's place in school is given up. School: { $school_name }. Do not forget to enrol the child again.
document-refused = { $applicant }, giving up the place is refused: the child stays enrolled. Read below why, and how to appeal.
