title = Appeal against a decision
title-silence = Complaint that nobody has decided
summary = If you do not agree with a decision, or a body did not decide in time, appeal to the body above it. Whoever decided does not hear the appeal. This is not the same as a citizen's petition.
outcome-hint = The body above lets the decision stand or changes it in your favour. If you do not agree with that either, you can go to court.

page-decision = What do you appeal against?
page-grounds = Why do you not agree?

ask-attacked = Choose the case
ask-attacked-why = Only you can say which decision, or whose silence, is to be looked at.
ask-grounds = Say why, in your own words
ask-grounds-hint = Up to 2,000 characters.
ask-grounds-why = The appeal officer checks what you say.

reason-to_be_heard = The appeal is to be heard.
reason-decision_lawful = The decision accords with the law.
reason-facts_incomplete = The decision was made without knowing what it should have known.
reason-out_of_term = The term for appealing has passed.

state-review = The body above is looking at it
state-correcting = Waiting for your correction
    .officer = Waiting for the applicant's correction
state-granted = The decision was changed in your favour
    .officer = The decision was changed in the applicant's favour
state-remitted = The decision was set aside
state-upheld = The decision stands
state-withdrawn = Withdrawn

action-overturn = Change the decision
action-remit = Set aside and send back
action-uphold = Let the decision stand
action-return = Return for correction
action-correct = Send the corrected appeal
action-withdraw = Withdraw the appeal

error-grounds_too_long = Your reasons cannot be longer than 2,000 characters. Make them shorter.

document-title = Decision on an appeal
document-granted = { $applicant }, your appeal is allowed. The decision you attacked will be changed in your favour.
document-remitted = { $applicant }, your appeal is allowed. The decision you attacked is set aside, and someone else decides the case anew.
document-upheld = { $applicant }, the decision you attacked stands. Read below why. If you do not agree, you can go to court.
