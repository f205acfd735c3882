title = Banning oneself from credit, and lifting the ban
summary = While you are banned no lender may give you credit; a loan given in spite of it is void. A ban holds at once. It is lifted when 3 days have passed, and during them you can take the claim back.
outcome-hint = You get a letter that says that the ban holds, or that it was lifted.

page-wish = What do you want?
ask-wish = Do you set a ban or lift it?
ask-wish-why = No register knows what you want.
ask-wish-set = Ban lenders from giving me credit
ask-wish-lift = Lift my ban
known-ban_since = Last changed on

rule-banned = { $value ->
    [yes] On the day of the claim a ban holds.
   *[other] On the day of the claim no ban holds.
  }
reason-banned_already = A ban holds already.
reason-not_banned = No ban holds that could be lifted.
reason-cooling_off = The ban is lifted when 3 calendar days have passed, unless the claim is taken back.

state-cooling = The ban still holds; it is lifted when the term has passed
state-review = An officer is looking at it
state-correcting = Waiting for your correction
    .officer = Waiting for the applicant's correction
state-granted = The ban holds
state-lifted = The ban is lifted
state-refused = Refused
state-withdrawn = Withdrawn
action-keep = Take the claim back and keep the ban
action-set = Set the ban
action-refuse = Refuse
action-return = Return for correction
action-correct = Send the corrected claim
action-withdraw = Withdraw the claim

document-title = Decision on a credit ban
document-granted = { $applicant }, you have banned lenders from giving you credit. A loan given in spite of it is void.
document-lifted = { $applicant }, your credit ban is lifted.
document-refused = { $applicant }, your claim about a credit ban is refused. Read below why, and how to appeal.
