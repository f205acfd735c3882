title = Benefit for a third and each further child in the highlands
summary = 3,500 som a month (3,000 if you claim before 2027) until the age of three for the third and each further child, if you live in a highland or border place. The benefit exists since 1 January 2026.
outcome-hint = You get the decision as a letter. The benefit is paid every month until the child turns three, to your account or in cash at the desk of the office.

page-which-child = Which child are you claiming for?
page-payment = How do you get the money?
ask-child = Choose the child
ask-child-why = The registers show several children. The benefit is granted for each child separately.
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

rule-birth_order = { $value ->
    [unknown] We could not learn which child of its mother it is.
   *[other] Child of its mother by order of birth: { $value }.
  }
rule-in_zone = { $value ->
    [yes] By the register you live in a highland or border place.
    [no] By the register you do not live in a highland or border place.
   *[unknown] We could not learn whether you live in a highland or border place.
  }
    .officer = { $value ->
        [yes] By the register the applicant lives in a highland or border place.
        [no] By the register the applicant does not live in a highland or border place.
       *[unknown] The register does not show whether the applicant lives in a highland or border place.
    }
rule-not_granted = { $value ->
    [yes] The benefit has not been granted for this child before.
    [no] The benefit has been granted for this child already.
   *[unknown] We could not learn whether the benefit has been granted for this child.
  }
rule-monthly = Due for the child each month: { $value } som.

reason-child_unknown = The registers do not show for which child of the mother, under three, the claim is.
reason-already_granted = The benefit for this child was already granted.
reason-not_third = By the registers this is not the mother's third or a further child.
reason-residence_unknown = The register does not show where the mother lives.
reason-not_highland = By the register the mother does not live in a highland or border place.

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

error-nothing_due = The benefit for this child was granted already, or the child is not known yet. Return the claim for correction, or refuse it and name the reason.

document-title = Decision on the benefit for children in the highlands
document-granted = { $applicant }, you are granted the benefit: { $amount } a month until the child turns three.
document-refused = { $applicant }, your claim for the benefit is refused. Read below why, and how to appeal.
