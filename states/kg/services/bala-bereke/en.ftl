title = Payment for a fourth and each further child (bala bereke)
summary = From 100,000 to 2,000,000 som for the fourth and each further child born since 1 January 2026, if the mother has lived in a highland or remote place for two years. Claim within six months after the child's first birthday.
outcome-hint = You get the decision as a letter. The money reaches your account, or is paid in cash at the desk of the office.

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
ask-account-why = We send the money to this account.
known-child_name = Name of the child
known-child_born = The child's date of birth
known-home_address = Your address
    .officer = The applicant's address

rule-in_zone = { $value ->
    [yes] The register shows you in a highland or remote place today and two years ago.
    [no] The register does not show you in a highland or remote place both today and two years ago.
   *[unknown] We could not learn from the register whether you have lived in a highland or remote place for two years.
  }
    .officer = { $value ->
        [yes] The register shows the applicant in a highland or remote place today and two years ago.
        [no] The register does not show the applicant in a highland or remote place both today and two years ago.
       *[unknown] The register does not show whether the applicant has lived in a highland or remote place for two years.
    }
rule-due = { $value ->
    [unknown] We could not learn how much is due for this child.
   *[other] Due for this child: { $value } som.
  }
rule-due-order = child of its mother by order of birth: { $value }
rule-due-zone = { $value ->
    [yes] two years in a highland or remote place
   *[other] not two years in a highland or remote place
  }
rule-not_early = { $value ->
    [yes] On the day of the claim the child was one year old.
    [no] On the day of the claim the child was not one year old yet.
   *[unknown] We could not learn whether the child was one year old.
  }
rule-in_time = { $value ->
    [yes] No more than six months had passed since the child's first birthday.
    [no] More than six months had passed since the child's first birthday.
   *[unknown] We could not learn whether the claim is in time.
  }
rule-not_paid = { $value ->
    [yes] The payment has not been granted for this child before.
    [no] The payment has been granted for this child already.
   *[unknown] We could not learn whether the payment has been granted for this child.
  }

reason-child_unknown = The registers do not show for which child of the mother, born since 1 January 2026, the claim is.
reason-already_granted = The payment for this child was already granted.
reason-residence_unknown = The register does not show where the mother has lived for two years.
reason-not_highland = By the register the mother has not lived in a highland or remote place for two years.
reason-not_fourth = By the registers this is not the mother's fourth or a further child.
reason-too_early = The child is not one year old yet.
reason-late_claim = More than six months have passed since the child's first birthday.

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

error-nothing_due = Nothing is due by the rules: the payment was granted already, the child is not the fourth or a further one, the mother has not lived in the zone for two years, or the registers do not show enough. Return the claim for correction, or refuse it and name the reason.

document-title = Decision on the payment bala bereke
document-granted = { $applicant }, you are granted the payment bala bereke: { $amount }.
document-refused = { $applicant }, your claim for the payment bala bereke is refused. Read below why, and how to appeal.
