title = Supplement to a small pension
summary = A monthly supplement for a year where the pension is below 10,000 som. The amount depends on the age. Invented for the demonstration.
outcome-hint = You get the decision as a letter. The supplement is paid every month for a year, to your account or in cash at the desk of the office.

page-payment = How do you get the money?
ask-payment = How do you want to be paid?
ask-payment-account = To a bank account
ask-payment-cash = In cash at the desk of the office
ask-payment-why = No register knows where to send your money.
ask-account = Bank account number
ask-account-hint = 16 digits without spaces.
ask-account-why = We send the money to this account every month.

known-pension_amount = Pension a month
rule-coefficient = { $value ->
    [unknown] We could not learn the coefficient of age.
   *[other] Coefficient of age: { $value }.
  }
rule-coefficient-age = completed years: { $value }
rule-missing = { $value ->
    [unknown] We could not learn how far the pension is below the threshold.
   *[other] The pension is below the threshold by { $value } som.
  }
rule-supplement = { $value ->
    [unknown] We could not learn how much is due.
   *[other] Due each month: { $value } som, the difference times the coefficient.
  }
rule-not_granted = { $value ->
    [yes] No supplement is running.
   *[other] A supplement is running already.
  }
reason-pension_unknown = The register shows no pension.
reason-age_unknown = The register does not show the date of birth.
reason-already_granted = A supplement is running already.
reason-above_threshold = The pension is not below the threshold.

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

error-nothing_due = Nothing is due: the pension is not known or not below the threshold, or a supplement is running already. Return the claim for correction, or refuse it and name the reason.
document-title = Decision on the supplement to a pension
document-granted = { $applicant }, you are granted a supplement to your pension for a year: { $amount } a month.
document-refused = { $applicant }, your claim for a supplement to your pension is refused. Read below why, and how to appeal.
