title = Registering as a sole trader
summary = To start your own work, register as a sole trader. We do not ask for your name or address: the registers have them.
outcome-hint = You get a registration number and the decision as a letter. If nothing stands in the way, it comes at once.

page-activity = What will you do?
page-tax = How will you pay tax?
page-start = When do you start?

ask-work = Kind of work
ask-work-trade = Trade
ask-work-food = Café, canteen, cooking
ask-work-sewing = Sewing
ask-work-repair = Repairs
ask-work-building = Building
ask-work-transport = Carrying goods or people
ask-work-lodging = Guest house
ask-work-beauty = Hairdressing
ask-work-software = Programming
ask-work-other = Other work
ask-work-why = No register knows what work you start.
ask-work_in_words = Describe your work
ask-work_in_words-hint = Up to 500 characters.
ask-work_in_words-why = An officer examines work that is not in the list.
ask-tax_regime = Tax regime
ask-tax_regime-patent = Patent
ask-tax_regime-general = General regime
ask-tax_regime-why = The choice is yours.
ask-starts_on = First day of work
ask-starts_on-hint = Today, or a day within 90 days.
ask-starts_on-why = The registration holds from this day.

known-trader_name = Your name
    .officer = The applicant's name
known-home_address = Your address
    .officer = The applicant's address
known-running_number = You are registered already, under the number
    .officer = The applicant is registered already, under the number

rule-not_registered = { $value ->
    [yes] You have no other registration in force.
    [no] You are registered as a sole trader already.
   *[unknown] We could not learn whether you are registered.
  }
rule-no_ban = { $value ->
    [yes] No court bans you from trading.
    [no] A court's ban on trading is in force.
   *[unknown] We could not learn whether there is a court's ban.
  }

reason-residence_unknown = The register does not show where you live.
    .officer = The register does not show where the applicant lives.
reason-banned = A court's ban on trading is in force.
reason-registered_already = You are registered as a sole trader already.
    .officer = The applicant is registered as a sole trader already.
reason-not_in_list = Your work is not in the list.
    .officer = The applicant's work is not in the list.

state-review = An officer is looking at it
state-correcting = Waiting for your correction
    .officer = Waiting for the applicant's correction
state-granted = Registered
state-refused = Registration refused
state-withdrawn = Withdrawn

action-grant = Register
action-refuse = Refuse
action-return = Return for correction
action-correct = Send the corrected application
action-withdraw = Withdraw the application

give-trader_number = Your registration number
    .officer = Registration number
give-since = The registration holds from this day

error-too_long = This cannot be longer than 500 characters. Make it shorter.
error-start_out_of_range = Work cannot start before today or more than 90 days from now. Check the date.
error-still_registered = This person has a registration in force: a second one cannot be given.

document-title = Decision on registration as a sole trader
document-granted = { $applicant }, you are registered as a sole trader. Registration number: { $trader_number }. The registration holds from this day: { $since }.
document-refused = { $applicant }, your registration as a sole trader is refused. Read below why, and how to appeal.
