title = Criminal-record certificate
summary = Get a certificate for yourself that says whether you have a criminal record. The ordinary one is free; the urgent one is paid and ready within hours.
outcome-hint = If the register has no conviction in force, the certificate is ready at once. If there is a line, an officer checks it and issues a certificate that names it; nobody is refused because of a line. A certificate on paper waits for you at the office of the place where you live.

fee = Ordinary: free. Urgent, where an officer has work to do: 500 som (an amount invented for the demonstration).

page-delivery = Where do you get the certificate?
page-speed = How soon do you need it?

ask-delivery = How do you want to get the certificate?
ask-delivery-electronic = Electronically, here
ask-delivery-office = On paper, at the office of the place where I live
ask-delivery-why = No register knows which suits you better.
ask-speed = When do you need the certificate?
ask-speed-ordinary = Within 7 calendar days, free
ask-speed-urgent = Within 3 hours, 500 som (an amount invented for the demonstration)
ask-speed-hint = You pay in cash at the desk of the office. What the register lets us issue at once costs nothing.
ask-speed-why = The urgent certificate is paid; the choice is yours.

known-full_name = Name
known-born_on = Date of birth
known-convictions = Conviction in force
known-convictions-conviction = Offence
known-convictions-court = Court
known-convictions-convicted_on = Convicted on

rule-identified = { $value ->
    [yes] The register of persons shows who you are.
    [no] The register of persons does not show who you are.
   *[unknown] We could not learn from the register of persons who you are.
  }
    .officer = { $value ->
        [yes] The register of persons shows who the applicant is.
        [no] The register of persons does not show who the applicant is.
       *[unknown] It could not be learnt from the register of persons who the applicant is.
    }
rule-clear = { $value ->
    [yes] The register of convictions has no line in force.
    [no] The register of convictions has a line in force.
   *[unknown] We could not read the register of convictions. That does not mean that there is a record.
  }
rule-fee = { $value ->
    [unknown] We could not learn the fee.
   *[other] Fee: { $value } som.
  }

reason-identity_unknown = The register of persons does not show who you are.
    .officer = The register of persons does not show who the applicant is.
reason-register_unreadable = The register of convictions could not be read.
reason-fee_unpaid = The fee for the urgent certificate is not paid yet.
reason-record_found = The register of convictions has a line in force about you. An officer checks it and issues a certificate that names it.
    .officer = The register of convictions has a line in force about the applicant. Check it and issue a certificate that names it.

state-payment = Waiting for the fee
state-review = An officer is looking at it
state-urgent-review = An officer is looking at it urgently
state-granted = Your appeal was allowed: another officer is preparing the certificate
    .officer = An appeal was allowed: another officer is preparing the certificate
state-correcting = Waiting for your correction
    .officer = Waiting for the applicant's correction
state-issued-clear = Certificate issued: no conviction in force
state-issued-with-record = Certificate issued: the conviction in force is named
state-refused = Refused
state-withdrawn = Withdrawn

action-collect = Take the fee in cash
action-issue-clear = Issue: no record
action-issue-with-record = Issue, naming the record
action-refuse = Refuse
action-return = Return for correction
action-correct = Send the corrected claim
action-withdraw = Withdraw the claim

error-not_clear = The register has a line in force, or it is unknown who the applicant is. Issue a certificate that names the line, or return the claim for correction.
error-no_record = The register has no line in force, or it is unknown who the applicant is. Issue a certificate that there is no record, or return the claim for correction.
error-never_for_record = Nobody is refused a certificate because of a line. Issue one that names it.

document-title = Criminal-record certificate
document-title-refused = Decision on a criminal-record certificate
document-issued-clear = { $applicant }: as of today the register of convictions has no line in force about this person.
document-issued-with-record = { $applicant }: as of today the register of convictions has a line in force about this person. It is named below, under “Conviction in force”.
pick-up-issued-clear = The certificate on paper waits from { $date } on at: { $office }. Bring a document that shows who you are, and the number of your case.
pick-up-issued-with-record = The certificate on paper waits from { $date } on at: { $office }. Bring a document that shows who you are, and the number of your case.
document-refused = { $applicant }, no certificate was issued to you. Read below why, and how to appeal.
