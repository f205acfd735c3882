title = Consent to a shop sign (demonstration)
summary = Ask the city architecture office for consent to a sign on your own shop. The service and its rule are invented for the demonstration.
outcome-hint = You get an answer within the term below. If the office is silent, consent is held to be given.

page-shop = Where is your shop?
page-sign = What does the sign say?

ask-sign_at = Address of the shop
ask-sign_at-hint = Street and number.
ask-sign_at-why = To know where the sign will hang.
ask-sign_words = Words on the sign
ask-sign_words-hint = Up to 200 characters.
ask-sign_words-why = Consent is given to these words.

rule-place_free = { $value ->
    [yes] No other person has a sign at this address.
    [no] Another person has a sign at this address.
   *[unknown] We could not learn whether another person has a sign at this address.
  }

reason-to_be_examined = An officer is to examine the claim.
reason-place_unclear = It is unknown whether there is another sign at this address.
reason-place_taken = Another person has a sign at this address.
reason-covers_building = The sign covers a window or an entrance, or spoils the look of the building.

state-review = An officer is looking at it
state-contested = Another person has a sign there: an officer is looking at it
state-correcting = Waiting for your correction
    .officer = Waiting for the applicant's correction
state-granted = Consent given
state-refused = Consent refused
state-withdrawn = Withdrawn

action-grant = Give consent
action-refuse = Refuse
action-return = Return for correction
action-correct = Send the corrected claim
action-withdraw = Withdraw the claim

error-too_long = This cannot be longer than 200 characters. Make it shorter.

document-title = Decision on consent to a shop sign
document-granted = { $applicant }, consent to your sign is given.
document-refused = { $applicant }, consent to your sign is refused. Read below why, and how to appeal.
