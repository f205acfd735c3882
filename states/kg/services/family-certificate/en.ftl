title = Certificate of family composition
summary = This certificate is for use outside the country only. A state body of Kyrgyzstan may not demand it from you: it reads who belongs to your family in the registers itself.
outcome-hint = For use abroad the aiyl okmotu or city hall issues the certificate, in the language in which you apply. If a state body asks you for it, you get a sheet to show to that body.

page-who-asks = Who needs the certificate?
page-abroad = Where will you use the certificate?
page-other = Which organisation asks for it?

ask-asked_by = Who asks you for the certificate?
ask-asked_by-abroad = An institution abroad
ask-asked_by-state_body = A state body or institution of Kyrgyzstan
ask-asked_by-other = Another organisation in the country: a bank, an employer
ask-asked_by-why = On this depends whether you need the certificate. Only you know who asks.
ask-used_where = Country or institution
ask-used_where-hint = Up to 200 characters. Write in the language in which the certificate is needed.
ask-used_where-why = These words will stand in the certificate.
ask-used_by = Name of the organisation, and what it needs the certificate for
ask-used_by-hint = Up to 200 characters.
ask-used_by-why = From this an officer decides whether to issue the certificate.

known-home_place = Where you live
    .officer = Where the applicant lives
known-home_address = Address
known-family_size = People in the family
known-family = Members of the family
known-family-name = Name
known-family-relation = Relation to the applicant
known-family-relation-applicant = applicant
known-family-relation-wife = wife
known-family-relation-husband = husband
known-family-relation-daughter = daughter
known-family-relation-son = son
known-family-relation-mother = mother
known-family-relation-father = father
known-family-relation-sister = sister
known-family-relation-brother = brother
known-family-relation-stepdaughter = stepdaughter
known-family-relation-stepson = stepson
known-family-relation-ward = child in guardianship of the applicant
known-family-relation-guardian = guardian of the applicant
known-family-relation-member = member of the household; the registers name no kinship
known-family-born_on = Date of birth

rule-not_for_state_body = { $value ->
    [yes] No state body asked for the certificate.
    [no] A state body asks for the certificate. It may not demand it from you: it reads who belongs to your family in the registers of residence and of persons itself.
   *[unknown] We could not learn who asks for the certificate.
  }
rule-complete = { $value ->
    [yes] All members of the family are in the register of persons.
    [no] One member of the family is not in the register of persons.
   *[unknown] We did not read who belongs to the family, or could not learn it.
  }

reason-household_unknown = The register does not show at which address you are entered.
    .officer = The register does not show at which address the applicant is entered.
reason-members_unknown = The registers do not fully show who belongs to your family.
    .officer = The registers do not fully show who belongs to the applicant's family.
reason-use_in_country = The certificate is for use in the country, and it is issued for use abroad only.

state-review = An officer is looking at it
state-granted = Your appeal was allowed: another officer is preparing the certificate
    .officer = An appeal was allowed: another officer is preparing the certificate
state-correcting = Waiting for your correction
    .officer = Waiting for the applicant's correction
state-issued = Certificate issued
state-not-needed = No certificate needed: the state body reads the registers itself
state-refused = Refused
state-withdrawn = Withdrawn

action-issue = Issue the certificate
action-refuse = Refuse
action-return = Return for correction
action-correct = Send the corrected claim
action-withdraw = Withdraw the claim

give-used_where = Where the certificate will be used

error-too_long = This cannot be longer than 200 characters. Make it shorter.
error-members_missing = The registers do not fully show who belongs to the family. First have the registers put right, or return the claim for correction.

document-title = Certificate of family composition
document-title-refused = Decision on a certificate of family composition
document-issued = { $applicant } is entered in the registers as one family with the people named below. This certificate is issued for use outside the state. Where: { $used_where }.
document-not-needed = { $applicant }, you need no certificate. Show this sheet to the body that asks for it: “No certificate of family composition is required of this person. Please read what you need in the register of residence and the register of persons yourself.”
document-refused = { $applicant }, no certificate of family composition was issued to you. Read below why, and how to appeal.
