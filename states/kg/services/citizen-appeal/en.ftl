title = Citizen's petition
summary = Write to the state in your own words: a question, a proposal, or what went wrong. A named official answers you. If you do not agree with a decision about you, appeal against the decision instead: that is another service, with another term.
outcome-hint = You get an answer as a letter. If there is none when the term below has passed, the head of the office has your petition, and everyone sees in the public figures that it is overdue.

page-body = Whom is it about?
page-topic = What is it about?
page-matter = What do you want to say?

ask-body = Choose the body
ask-body-why = A body that receives petitions here gets yours itself; all others go to the reception office. If you are not sure, say so: they will find out.
ask-body-not_known = I do not know which body it is
ask-body-social_protection = Office of labour and social development
ask-body-labour_ministry = Ministry of labour and social development
ask-body-civil_registry = Civil registry
ask-body-digital_ministry = Ministry responsible for digital development
ask-body-tax_service = State Tax Service
ask-body-city_architecture = Bishkek city architecture office
ask-body-city_hall = Bishkek city hall
ask-body-citizens_reception = This reception office itself
ask-topic = The matter in a few words
ask-topic-hint = Up to 150 characters.
ask-topic-why = So that your petition reaches someone who knows the matter.
ask-matter = Write in your own words
ask-matter-hint = Up to 3,000 characters. Say what happened, where and when, and what you ask for. Write no more about other people than is needed. If you ask for a decision about you to be reviewed, do not write here: open the case and appeal against its decision.
ask-matter-why = The official answers what you write here.

reason-to_be_answered = An official is to answer the petition.
reason-about_reception = The petition is about the reception office itself, so its head answers.
reason-put_right = What you wrote about has been put right.
reason-explained = We explain how the matter stands.
reason-other_body = Another body is competent for this matter.
reason-appeal_instead = You ask for a decision to be reviewed. That is done by an appeal to the body above, within its own term, and not by a petition: open the case and appeal against its decision.

state-review = An official is preparing the answer
state-head-review = The head of the reception office is preparing the answer
state-correcting = Waiting for you to complete it
    .officer = Waiting for the applicant to complete it
state-head-correcting = Waiting for you to complete it
    .officer = Waiting for the applicant to complete it
state-answered = Answered
state-forwarded = Passed on to another body
state-withdrawn = Withdrawn

action-answer = Answer
action-pass-on = Pass on to the competent body
action-forward = Send to a body outside this system
action-return = Return for completion
action-correct = Send the completed petition
action-withdraw = Withdraw the petition

error-topic_too_long = This cannot be longer than 150 characters. Make it shorter.
error-matter_too_long = This cannot be longer than 3,000 characters. Make it shorter.

document-title = Answer to a citizen's petition
document-answered = { $applicant }, you wrote to us. This is our answer.
document-forwarded = { $applicant }, you wrote to us. Another body is competent for your petition, and we are passing it on. Here is which body, and why.
