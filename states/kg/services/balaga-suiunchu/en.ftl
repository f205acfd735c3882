title = Birth payment (balaga suiunchu)
summary = A one-off payment for a newborn: 4,000 som. If three or more children are born of one delivery, 50,000 som for each. Claim before the child is six months old.
outcome-hint = You get the decision as a letter. The money reaches your account, or is paid in cash at the desk of the office, within 7 days.

page-which-child = Which child are you claiming for?
page-child-by-pin = About the child
page-payment = How do you get the money?

ask-child = Choose the child
ask-child-why = The registers show several children. Each child is paid for separately.
ask-child_pin = The child's PIN
ask-child_pin-hint = The 14 digits on the birth certificate.
ask-child_pin-why = We found no young child of yours in the registers. Give the PIN and an officer will look at your claim.
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

rule-has_right = { $value ->
    [yes] You may claim: you are a parent who lives with the child, a guardian, an adopter or their proxy.
    [no] By the registers you are not a parent who lives with the child, a guardian, an adopter or their proxy.
   *[unknown] We could not learn from the registers whether you live with the child.
  }
    .officer = { $value ->
        [yes] The applicant may claim: a parent who lives with the child, a guardian, an adopter or their proxy.
        [no] By the registers the applicant is not a parent who lives with the child, a guardian, an adopter or their proxy.
       *[unknown] The registers do not show whether the applicant lives with the child.
    }
rule-in_time = { $value ->
    [yes] You claimed within six months of the birth.
    [no] You claimed later than six months after the birth.
   *[unknown] We could not learn whether you claimed in time.
  }
rule-entitled = { $value ->
    [unknown] We could not learn how much is due for this child.
   *[other] Due for this child: { $value } som.
  }
rule-granted_before = { $value ->
    [unknown] We could not learn how much was granted for this child before.
   *[other] Granted for this child before: { $value } som.
  }

reason-child_unknown = The registers do not show which child the claim is for.
reason-second_parent = The payment for this child was granted to another person.
reason-already_granted = The payment for this child was already granted in full.
reason-residence_unknown = The registers do not show that you live with the child.
    .officer = The registers do not show that the applicant lives with the child.
reason-lives_apart = By the register the child lives elsewhere.
reason-no_right = You are not entered as parent, guardian or adopter of this child, or as their proxy.
    .officer = The applicant is not entered as parent, guardian or adopter of this child, or as their proxy.
reason-late_claim = More than six months have passed since the birth.

state-review = An officer is looking at it
state-correcting = Waiting for your correction
    .officer = Waiting for the applicant's correction
state-granted = Granted
state-refused = Refused
state-withdrawn = Withdrawn

action-grant = Grant
action-grant-hint = Look first whether the other parent was paid for this child already: the registers beside the claim say so.
action-refuse = Refuse
action-return = Return for correction
action-correct = Send the corrected claim
action-withdraw = Withdraw the claim

error-nothing_left = The payment for this child was already granted in full, or the child is not known yet. Return the claim for correction, or refuse it and name the reason.

document-title = Decision on the birth payment (balaga suiunchu)
document-granted = { $applicant }, you are granted the birth payment (balaga suiunchu): { $amount }. The money is paid within 7 days.
document-refused = { $applicant }, your claim for the birth payment (balaga suiunchu) is refused. Read below why, and how to appeal.
