title = Pay a bill for irrigation water
summary = Pay what you owe for irrigation water. The register knows your bills; you pay at the cash desk of the office.
outcome-hint = A receipt, and the register notes that the bill is paid.

fee = As much as the bill says: 15 tyiyn a cubic metre in the season, 5 outside it.

page-which-bill = Which bill?
page-no-bill = No bill is in your name

ask-bill = Which bill do you pay?
ask-bill-why = Several bills in your name are not paid.
ask-words = Which bill do you mean?
ask-words-hint = The number of the contract, or what you know of the bill.
ask-words-why = The register shows no unpaid bill in your name. A water officer looks for it.

known-bill_amount = Amount of the bill
known-bill_from = From
known-bill_to = To

rule-to_pay = { $value ->
    [unknown] No unpaid bill in your name was found.
   *[other] To pay: { $value } som.
  }

reason-no_bill = The register shows no unpaid bill in the applicant's name.

state-payment = Waiting to be paid
state-review = A water officer is looking for the bill
state-correcting = Waiting for your correction
    .officer = Waiting for the applicant's correction
state-granted = Paid
state-refused = Refused
state-withdrawn = Withdrawn

action-collect = Take the amount in cash
action-settle = Note as paid
action-refuse = Refuse
action-return = Return for correction
action-correct = Send the corrected claim
action-withdraw = Withdraw the claim

error-too_long = At most 500 characters. Say it in fewer words.
error-paid_before = This bill was paid meanwhile. Let the applicant withdraw this case.
error-nothing_to_settle = No unpaid bill is in the applicant's name. Refuse with the reason, or return the claim for correction.

document-title = Decision on a bill for irrigation water
document-refused = { $applicant }, no bill was found that you could pay. Read below why, and how to appeal.
