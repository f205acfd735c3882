title = Benefit for a child under three (bala yrysy)
summary = 1,200 som a month for each child under three, whatever the family earns. It exists since 1 July 2026. Claim before the child turns three.
outcome-hint = You get the decision as a letter. The benefit is paid every month until the child turns three, to your account or in cash at the desk of the office.

page-which-child = Which child are you claiming for?
page-child-by-pin = About the child
page-payment = How do you get the money?

ask-child = Choose the child
ask-child-why = The registers show several children. The benefit is granted for each child separately.
ask-child_pin = The child's PIN
ask-child_pin-hint = The 14 digits on the birth certificate.
ask-child_pin-why = We found no young child of yours in the registers. Give the PIN and an officer will look at your claim.
ask-payment = How do you want to be paid?
ask-payment-account = To a bank account
ask-payment-cash = In cash at the desk of the office
ask-payment-why = No register knows where to send your money.
ask-account = Bank account number
ask-account-hint = 16 digits without spaces.
ask-account-why = We send the money to this account every month.

known-child_name = Name of the child
known-child_born = The child's date of birth
known-home_address = Your address
    .officer = The applicant's address

rule-has_right = { $value ->
    [yes] You may claim: you are a parent who lives with the child, a guardian or an adopter.
    [no] By the registers you are not a parent who lives with the child, a guardian or an adopter.
   *[unknown] We could not learn from the registers whether you live with the child.
  }
    .officer = { $value ->
        [yes] The applicant may claim: a parent who lives with the child, a guardian or an adopter.
        [no] By the registers the applicant is not a parent who lives with the child, a guardian or an adopter.
       *[unknown] The registers do not show whether the applicant lives with the child.
    }
rule-under_three = { $value ->
    [yes] On the day you claimed, the child was under three.
    [no] On the day you claimed, the child was three already.
   *[unknown] We could not learn whether the child was under three on the day you claimed.
  }
rule-first_day = { $value ->
    [unknown] We could not learn from which day the benefit is due.
   *[other] The benefit is due from { $value }.
  }
rule-last_day = { $value ->
    [unknown] We could not learn until which day the benefit is due.
   *[other] The last day of the benefit is { $value }: the child turns three on the next.
  }
rule-monthly = { $value ->
    [unknown] On the day you claimed, the benefit did not exist yet.
   *[other] Due for the child each month: { $value } som.
  }
rule-not_granted = { $value ->
    [yes] The benefit has not been granted for this child before.
    [no] The benefit has been granted for this child already.
   *[unknown] We could not learn whether the benefit has been granted for this child.
  }

reason-not_yet = The benefit exists only since 1 July 2026, and you claimed before.
    .officer = The benefit exists only since 1 July 2026, and it was claimed before.
reason-child_unknown = The registers do not show which child the claim is for.
reason-already_granted = You were granted the benefit for this child already.
    .officer = The applicant was granted the benefit for this child already.
reason-second_parent = The benefit for this child was granted to another person.
reason-residence_unknown = The registers do not show that you live with the child.
    .officer = The registers do not show that the applicant lives with the child.
reason-lives_apart = By the register the child lives elsewhere.
reason-no_right = You are not entered as parent, guardian or adopter of this child.
    .officer = The applicant is not entered as parent, guardian or adopter of this child.
reason-turned_three = The child was three already on the day you claimed.
    .officer = The child was three already on the day of the claim.

state-review = An officer is looking at it
state-correcting = Waiting for your correction
    .officer = Waiting for the applicant's correction
state-granted = Granted
state-refused = Refused
state-withdrawn = Withdrawn

action-grant = Grant
action-refuse = Refuse
action-return = Return for correction
action-correct = Send the corrected claim
action-withdraw = Withdraw the claim

give-first_day = First day of the benefit
give-last_day = Last day of the benefit

error-nothing_due = Nothing is due: the benefit for this child was granted already, the child turned three before 1 July 2026, the claim is from before that day, or the child is not known yet. Return the claim for correction, or refuse it and name the reason.

document-title = Decision on the benefit for a child under three (bala yrysy)
document-granted = { $applicant }, you are granted bala yrysy: { $amount }. It is due from { $first_day } to { $last_day }, the day before the child turns three. You need not claim again.
document-refused = { $applicant }, your claim for bala yrysy is refused. Read below why, and how to appeal.
