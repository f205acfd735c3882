title = Family benefit (ui-bulogo komok)
summary = A monthly benefit for a family with little income: 1,200 som for each child under 16, multiplied by the district factor.
outcome-hint = You get the decision as a letter. The benefit is granted for one year and paid every month.

page-payment = How do you get the money?

ask-payment = How do you want to be paid?
ask-payment-account = To a bank account
ask-payment-cash = In cash at the desk of the office
ask-payment-why = No register knows where to send your money.
ask-account = Bank account number
ask-account-hint = 16 digits without spaces.
ask-account-why = We send the money to this account every month.

known-home_address = Your address
    .officer = The applicant's address
known-household_size = People in the household
known-children_under = Children under 16
known-income_sum = Income of the household in the last three months (som)

rule-children_count = { $value ->
    [unknown] We could not learn how many children the household has.
   *[other] Children under 16 in the household: { $value }.
  }
rule-incomes_known = { $value ->
    [yes] Each adult has a line in the register of incomes or of employment.
    [no] One of the adults has no line in the register of incomes or of employment. That does not mean there is no income.
   *[unknown] We could not read what is known of the adults' incomes.
  }
rule-work_in_order = { $value ->
    [yes] Each adult works, is registered as unemployed, studies, is a pensioner or cares for a relative.
    [no] An adult without work is not registered as unemployed.
   *[unknown] We could not read what is known of the adults' work.
  }
rule-per_head = { $value ->
    [unknown] We could not work out the income per head.
   *[other] Income per head and month: { $value } som. Pensions and benefits are not counted.
  }
rule-under_minimum = { $value ->
    [yes] The income per head is under the guaranteed minimum income.
    [no] The income per head is not under the guaranteed minimum income.
   *[unknown] We could not compare the income with the guaranteed minimum income.
  }
rule-no_contract = { $value ->
    [yes] The household received no social contract in the last three years.
    [no] The household received a social contract in the last three years.
   *[unknown] We could not learn whether there was a social contract.
  }
rule-none_running = { $value ->
    [yes] The household does not receive this benefit now.
    [no] The household receives this benefit already.
   *[unknown] We could not learn whether the household receives this benefit.
  }
rule-factor = { $value ->
    [unknown] We could not learn the district factor.
   *[other] District factor (demonstration): { $value }.
  }
rule-monthly = { $value ->
    [unknown] We could not work out the benefit.
   *[other] Benefit a month: { $value } som.
  }

reason-household_unknown = The registers do not fully show who lives in your household, or where.
    .officer = The registers do not fully show who lives in the applicant's household, or where.
reason-no_children = The household has no child under 16.
reason-already_granted = The household receives this benefit already.
reason-social_contract = The household received a social contract in the last three years.
reason-income_unknown = The income of an adult of the household is unknown.
reason-not_registered = An adult without work is not registered as unemployed.
reason-factor_unknown = The district factor of your place is unknown.
    .officer = The district factor of the applicant's place is unknown.
reason-income_too_high = The income per head is not under the guaranteed minimum income.

state-review = An officer is looking at it
state-correcting = Waiting for your correction
    .officer = Waiting for the applicant's correction
state-granted = Granted
state-refused = Refused
state-withdrawn = Withdrawn

action-grant = Grant
action-grant-hint = Look first: are all of the household in the list, and is each income of the last three months there? Unknown is not zero.
action-refuse = Refuse
action-refuse-hint = Name the income or the person that decides it, so that the applicant can check it.
action-return = Return for correction
action-correct = Send the corrected claim
action-withdraw = Withdraw the claim

give-last_day = The benefit is paid until this day

error-no_amount = The benefit cannot be worked out: make sure who lives in the household, and where.

document-title = Decision on the family benefit (ui-bulogo komok)
document-granted = { $applicant }, you are granted the family benefit (ui-bulogo komok): { $amount }. It is paid until { $last_day }.
document-refused = { $applicant }, your claim for the family benefit (ui-bulogo komok) is refused. Read below why, and how to appeal.
