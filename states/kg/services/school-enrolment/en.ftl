title = Enrolment in the first class
summary = Enrol your child in the first class. From 1 April at 10:00 your child is entitled to a place in the school of your microdistrict. From 1 June at 10:00 places still free are given in the order in which applications arrive. Enrolment closes on 1 October.
outcome-hint = You get the decision as a letter. The receipt for your application stands in a public log: anyone can check in which order applications arrived, and nobody jumps the queue unseen.

page-child = Which child do you enrol?
page-child-in-words = About the child
page-school = Which school?
page-priority = Do you have a priority right?

ask-child = Choose the child
ask-child-why = The registers show several children of yours who are of school age and not enrolled yet.
ask-child_in_words = Name and date of birth of the child
ask-child_in_words-hint = Up to 500 characters.
ask-child_in_words-why = The registers show no child of yours to be enrolled. The commission for children's affairs examines the application; write also if the child has no papers.
ask-school = Choose the school
ask-school-why = Only you know which school you want. The list begins with the school of your microdistrict; the other schools of your district follow.
ask-school_in_words = Which school do you want?
ask-school_in_words-hint = Up to 500 characters.
ask-school_in_words-why = We could not learn from the registers which schools are near your home. An officer finds the school.
ask-priority = If your family has a priority right, say which
ask-priority-hint = Up to 500 characters. Leave it empty if there is none.
ask-priority-why = An officer will examine this application, and the priority right with it.

known-child_name = Name of the child
known-child_born = Date of birth of the child
known-home_address = Your address
    .officer = The applicant's address

rule-of_age = { $value ->
    [yes] On 1 September the child is not over eight.
    [no] On 1 September the child is over eight.
   *[unknown] We could not learn the child's age.
  }
rule-free = { $value ->
    [unknown] We could not learn how many places the school has free.
   *[other] Free places in the first class of this school: { $value }.
  }
rule-open = { $value ->
    [yes] The application came while enrolment was open.
    [no] The application came while enrolment was not open.
   *[unknown] We could not learn whether enrolment was open.
  }
rule-entitled = { $value ->
    [yes] In stage one you live in the school's microdistrict: the child is entitled to a place.
    [no] The right of stage one does not apply: the stage is not on, or you do not live in this school's microdistrict.
   *[unknown] We could not learn whether you live in the school's microdistrict.
  }

reason-child_unknown = The registers show no child of yours to be enrolled.
reason-over_age = On 1 September the child is over eight.
reason-under_age = On 1 September the child is not six yet.
reason-school_unknown = The register does not show which school is meant.
reason-data_missing = The registers lack what is needed to decide.
reason-priority = You named a priority right; an officer examines it.
    .officer = The applicant named a priority right, which is to be examined.
reason-no_priority = The priority right you named was not confirmed.
    .officer = The priority right that the applicant named was not confirmed.
reason-not_open = The application came while enrolment was not open: it is open from 1 April to 1 October.
reason-outside_microdistrict = In stage one you do not live in this school's microdistrict. Free places open on 1 June.
    .officer = In stage one the applicant does not live in this school's microdistrict. Free places open on 1 June.
reason-no_place = The first class of this school has no free place left.

state-review = An officer is looking at it
state-commission = The commission for children's affairs is looking at it
state-completing = The commission waits for more from you
    .officer = The commission waits for more from the applicant
state-correcting = Waiting for your correction
    .officer = Waiting for the applicant's correction
state-granted = Enrolled
state-refused = Refused
state-withdrawn = Withdrawn

action-grant = Enrol
action-refuse = Refuse
action-return = Return for correction
action-correct = Send the corrected application
action-withdraw = Withdraw the application

give-school_name = School
give-school_address = Address of the school

error-too_long = This cannot be longer than 500 characters. Make it shorter.
error-not_identified = The child or the school is not known yet. Return the application for correction, or refuse it with a reason.

document-title = Decision on enrolment in the first class
document-granted = { $applicant }, your child is enrolled in the first class. School: { $school_name }. Address: { $school_address }.
document-refused = { $applicant }, the enrolment of your child is refused. Read below why, and how to appeal.
