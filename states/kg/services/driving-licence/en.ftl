title = Replacing a driving licence
summary = A new driving licence instead of one that is expired, damaged, lost or bears another name. A medical certificate in the register must be no older than 12 months; you need not bring it.
outcome-hint = You get the decision as a letter and fetch the new licence at the office of Unaa.



page-why = Why do you need a new licence?
ask-cause = What happened to the old one?
ask-cause-why = The old licence stays in the register, and the new one in its place.
ask-cause-expired = It has expired
ask-cause-damaged = It is damaged
ask-cause-lost = It is lost
ask-cause-name_changed = My name has changed
known-old_number = Number of the old licence
known-old_categories = Categories
known-old_last_day = Last day of the old licence
known-medical_on = Medical certificate issued on

rule-fit = { $value ->
    [yes] By the medical certificate you are fit to drive.
    [no] By the medical certificate you are not fit to drive.
   *[unknown] The register has no medical certificate of yours.
  }
    .officer = { $value ->
        [yes] By the medical certificate the applicant is fit to drive.
        [no] By the medical certificate the applicant is not fit to drive.
       *[unknown] The register has no medical certificate of the applicant.
    }
rule-certificate_fresh = { $value ->
    [yes] The medical certificate is no older than 12 months.
    [no] The medical certificate is older than 12 months.
   *[unknown] We could not learn how old the medical certificate is.
  }
rule-last_day = { $value ->
    [unknown] We could not learn until when the new licence is valid.
   *[other] Last day of the new licence: { $value }.
  }
rule-last_day-running = { $value ->
    [yes] the old licence has not expired
   *[other] the old licence has expired
  }

reason-licence_unknown = The register shows no driving licence that could be replaced.
reason-certificate_unknown = The register has no medical certificate.
reason-unfit = By the medical certificate the driver is not fit to drive.
reason-certificate_old = The medical certificate is older than 12 months.
reason-not_expired = By the register the licence has not expired yet.

state-review = An officer is looking at it
state-correcting = Waiting for your correction
    .officer = Waiting for the applicant's correction
state-granted = Replaced
state-refused = Refused
state-withdrawn = Withdrawn
action-grant = Replace
action-refuse = Refuse
action-return = Return for correction
action-correct = Send the corrected claim
action-withdraw = Withdraw the claim

give-number = Number of the new licence
give-last_day = Last day
pick-up-granted = { $date ->
    [unknown] The licence can be fetched at { $office }. Bring the old one if you have it.
   *[other] The licence can be fetched from { $date } at { $office }. Bring the old one if you have it.
  }
error-nothing_to_replace = The register shows no licence, or no certificate that the driver is fit. Return the claim for correction, or refuse it and name the reason.

document-title = Decision on replacing a driving licence
document-granted = { $applicant }, your driving licence is replaced. Number of the new one: { $number }, last day: { $last_day }.
document-refused = { $applicant }, your driving licence is not replaced. Read below why, and how to appeal.
