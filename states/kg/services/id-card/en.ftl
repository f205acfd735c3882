title = ID card
summary = Get a first ID card, or exchange one that has expired or was lost or stolen. The fee goes with the speed (prices of 2021): from 510 som in 12 working days to 4,140 som in 3 hours in Bishkek.
outcome-hint = With the decision you learn the number of the new card; the card itself waits at the office you choose. For a first card, or if the photograph on file is too old, you come once to be photographed: at most 15 minutes. From 16 on you apply yourself; for a child of 16 or 17 a parent or guardian can apply too.

fee = By speed, prices of 2021: 510 som in 12 working days, 1,300 in 8, 1,640 in 4, 1,865 in 2, 4,140 in 3 hours (Bishkek only). For a lost, stolen or damaged card the fee is not known here; the office tells you.

page-for-whom = Who needs the card?
page-present-card = The present card
page-speed = How soon do you need the card?
page-office = To which office will you come?

ask-holder = Who needs the card?
ask-holder-why = Your child is 16 or 17; you or your child may need a card.
ask-old_card = Where is the present card?
ask-old_card-with_me = At hand
ask-old_card-lost = Lost
ask-old_card-stolen = Stolen
ask-old_card-why = No register knows that a card was lost or stolen.
ask-speed = When should the card be ready?
ask-speed-ordinary = In 12 working days, 510 som
ask-speed-fast = In 8 working days, 1,300 som
ask-speed-faster = In 4 working days, 1,640 som
ask-speed-fastest = In 2 working days, 1,865 som
ask-speed-same_day = In 3 hours, 4,140 som, at the Bishkek office only
ask-speed-hint = These are prices of 2021. You pay in cash at the desk of the office you choose.
ask-speed-why = The sooner, the dearer; the choice is yours.
ask-office = Which office suits you?
ask-office-bishkek = Bishkek, Misal street 24
ask-office-naryn = Naryn, Misal street 25
ask-office-why = You come to this office to be photographed, and get the card there. It need not be the office of the place where you live.

known-holder_name = Holder of the card
known-holder_born = Date of birth
known-birth_entry = Date in the register of births
known-home_address = Address
known-card_before = Number of the present card
known-card_ends = Last day of the present card
known-photo_taken = Date of the photograph on file

rule-old_enough = { $value ->
    [yes] The holder of the card is 16.
    [no] The holder of the card is not yet 16.
   *[unknown] We could not learn the age of the holder.
  }
rule-name_complete = { $value ->
    [yes] The patronymic is in the register of persons.
    [no] The register of persons has no patronymic, and the ID card must show one.
   *[unknown] We could not learn the patronymic from the register.
  }
rule-first_card = { $value ->
    [yes] This is the first ID card.
    [no] The register does not show that this is the first ID card.
   *[unknown] We could not learn whether there was an ID card before.
  }
rule-exchange_due = { $value ->
    [yes] The present card has expired or expires within a month.
    [no] The present card is valid for more than another month.
   *[unknown] The register has no valid card that could be exchanged.
  }
rule-photo_usable = { $value ->
    [yes] The photograph on file can be used.
    [no] The photograph on file is too old; a new one is taken.
   *[unknown] There is no photograph on file.
  }
rule-fee = { $value ->
    [unknown] We could not learn the fee for this card: the prices of 2021 are known for first and expired cards only. The office will tell you.
   *[other] Fee: { $value } som (price of 2021).
  }
rule-term = { $value ->
    [unknown] We could not learn when this card will be ready. The office will tell you.
    [same_day] The card is ready within the hours of the fastest speed. They are counted from the photograph on, while the office is open.
   *[other] The most working days to wait for the card after the decision: { $value }.
  }

reason-identity_unknown = The register of persons does not fully show the holder of the card.
reason-residence_unknown = The register does not show the holder's address.
reason-birth_unknown = The register does not show the holder's birth.
reason-too_young = The holder of the card is not yet 16.
reason-patronymic_missing = The register has no patronymic, and the ID card must show one.
reason-card_lost = The card is lost. The holder comes in person to the chosen office: an officer makes sure who they are.
reason-card_stolen = The card was stolen. The holder comes in person to the chosen office: an officer makes sure who they are.
reason-card_unknown = The register does not show whether there was an ID card before.
reason-card_valid = The present card is valid for more than another month.
reason-photo_needed = A new photograph and fingerprints are needed. The holder of the card comes to the chosen office: at most 15 minutes.
reason-nobody_came = Nobody came to the office.
reason-identity_not_shown = It was not shown who the holder of the card is.

state-payment = Waiting for the fee
state-visit = We expect you at the office: photograph and fingerprints
    .officer = The applicant is expected at the office: photograph and fingerprints
state-making = The card is being made
next-visit = Come to the office with the holder of the card. A photograph and fingerprints are taken there.
next-making = The card is made while its holder waits. The time is counted while the office is open.
state-identity = We expect you at the office: an officer makes sure who you are
    .officer = The applicant is expected at the office: an officer makes sure who it is
state-review = An officer is looking at it
state-correcting = Waiting for your correction
    .officer = Waiting for the applicant's correction
state-granted = The card will be made with the photograph on file
state-issued-in-person = Photograph taken, the card is being made
state-refused = Refused
state-withdrawn = Withdrawn

action-collect = Take the fee in cash
action-pay = Take the fee in cash
action-to-pay = Send to the cash desk
action-issue = Photograph taken, issue the card
action-photograph = Photograph taken, make the card while the holder waits
action-hand-over = Card made, hand it over
action-pass-on = Pass on to an officer
action-grant = Issue with the photograph on file
action-invite = Invite to be photographed
action-see = Invite to an officer
action-refuse = Refuse
action-return = Return for correction
action-correct = Send the corrected claim
action-withdraw = Withdraw the claim

give-card = Number of the new card
give-last_day = Last day of the new card

error-holder_unknown = The holder of the card is not in the register or not yet 16. Pass the case on to an officer, or return the claim for correction.
error-nothing_unpaid = Nothing is to be paid for this claim, or it is paid already. Choose another action.
error-no_photo = There is no photograph on file that could be used. Invite the holder to be photographed.
error-not_same_day = The card is made while its holder waits only at the three-hour speed, and only if the register shows who the holder is.

document-title = Decision on an ID card
document-granted = { $applicant }, your claim for an ID card is granted. Number of the new card: { $card }. It is valid until and including this day: { $last_day }.
document-issued-in-person = { $applicant }, photograph and fingerprints were taken, and the ID card is being made. Number of the new card: { $card }. It is valid until and including this day: { $last_day }.
pick-up-issued-in-person = { $date ->
    [unknown] When the card is ready, the office tells you. It waits at: { $office }. Bring your present card, if you have it, and the number of your case. A card of a child under 18 is also given to whoever applied for it.
   *[other] The card waits from { $date } on at: { $office }. Bring your present card, if you have it, and the number of your case. A card of a child under 18 is also given to whoever applied for it.
  }
pick-up-granted = { $date ->
    [unknown] When the card is ready, the office tells you. It waits at: { $office }. Bring your present card, if you have it, and the number of your case. A card of a child under 18 is also given to whoever applied for it.
   *[other] The card waits from { $date } on at: { $office }. Bring your present card, if you have it, and the number of your case. A card of a child under 18 is also given to whoever applied for it.
  }
document-refused = { $applicant }, your claim for an ID card is refused. Read below why, and how to appeal.
