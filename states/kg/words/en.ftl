# The interface's own words. Second person, active, the verb first; a refusal says what happened and what to do now.

## Shapes of numbers, dates and lists

number-group = ,
number-decimal = .
percent = { $number }%
money = { $amount }{"\u00A0"}{ $unit }
amount-each-month = { $amount } a month
date-long = { $day }{"\u00A0"}{ $month }{"\u00A0"}{ $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-of-year = { $month } { $year }
month-name-1 = January
month-name-2 = February
month-name-3 = March
month-name-4 = April
month-name-5 = May
month-name-6 = June
month-name-7 = July
month-name-8 = August
month-name-9 = September
month-name-10 = October
month-name-11 = November
month-name-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
time = { $hour }:{ $minute }
date-time = { $date }, { $time }
list-separator = {", "}
yes = Yes
no = No
unknown = Not known

## The frame of every page

product-name = Taza Koom
page-title = { $title } · { $product }
page-title-failed = Error: { $title } · { $product }
skip-link = Skip to the main content
nav-main = Main sections
nav-language = Language
nav-services = Services
nav-me = My page
nav-work = My work
nav-counter = Counter
nav-search = Registers
sign-in = Sign in
sign-out = Sign out
signed-in-as = You are signed in as
back = Back
footer-heading = About this site
footer-log = Public log
footer-verify = Check a document
footer-figures = Public figures
footer-api = For programs (API)
footer-clock = Demonstration clock
footer-check = Every decision and every look at personal data is entered in a log that anyone can check.

## Parts of forms and lists

error-summary-title = There is a problem
error-prefix = Error:
optional = { $label } (optional)
why-we-ask = Why we ask this
choose = Choose from the list
continue = Continue
cancel = Cancel
change = Change
date-day = Day
date-month = Month
date-year = Year
source-answer = Your answer
    .officer = The applicant's answer
source-register = { $register }, since { $date }
next-heading = What happens next
pages-label = Pages of the list
pages-previous = Previous page
pages-next = Next page
pages-place = Page { $page } of { $pages }

## Start page

start-title = Get what the law gives you
start-lead = Find a service, answer only what the state does not know yet, and see at once what was decided and why.
start-services = Find a service
start-sign-in-heading = Your page
start-sign-in = See your cases, your letters and everyone who looked at your data.
start-open-heading = Check the state
start-open-log = Read the public log, in which every act is entered for ever.
start-open-verify = Check whether a document is genuine.
start-open-figures = See how many applications were decided, and how many are overdue.

## Services

services-title = Services
services-lead = Choose what you need. You can read everything before you sign in.
services-empty = There is no service here yet.
services-officials = For officials
services-demonstration = Demonstration rule

## A service before sign-in

service-what = What you get
service-who = Who can apply
service-who-person = Any adult, for themselves or for those they represent.
service-who-role = Only officials in this role: { $role }.
service-cost = What it costs
service-cost-free = Applying costs nothing. If the service itself has a fee, it is named above.
service-time = How long it takes
service-time-at-once = A few minutes, if the registers show that all conditions are met.
service-time-term = If an official has to decide, the term is: { $term }.
service-time-state = { $state }: { $term }
service-time-several = If an official has to decide, the term depends on what is to be done:
service-need = What we ask you
service-need-nothing = Nothing. The registers know all that is needed.
service-known = What you need not bring
service-known-text = We read this ourselves, and you see every look at it on your page.
service-agency = Who decides
service-law = What the law says
service-attested = Read from the law by { $by } on { $date }.
service-demonstration = This service or its rule was invented for the demonstration. It is not in force.
service-start = Apply
service-start-signed-out = Sign in and apply

## Form, check, confirmation

form-place = Step { $page } of { $pages }
form-place-more = Step { $page } of { $pages }, a further question
place-hint = Its name, or its code. The beginning of the name is enough
place-choose = Several places are called so. Which one is it?
place-many = More than { $count } places are called so: type more of the name
form-known-heading = What the registers already say
form-known-wrong = If something here is wrong, ask the keeper of the register for a correction. Where to ask stands on your own page:
check-title = Check before you send
check-answers = Your answers
check-no-answers = We need no answers from you.
check-known = What we know and do not ask
check-promise = By sending you confirm that your answers are true.
check-send = Send the application
confirm-granted = Granted
confirm-review = We have your application
confirm-number = Case number: { $number }
confirm-granted-text = All conditions are met. The decision is in force from today.
confirm-review-text = Nothing is refused. An official must look at this, because the registers alone cannot decide it.
confirm-why = Why an official decides
confirm-case = Go to your case
next-document = Download the decision. It has a code with which anyone can check it.
next-official = An official decides by this date: { $date }.
next-silence = If there is no decision by then, the case goes to the head of the office, and you see that here.
next-grant-by-silence = If there is no decision by then, the law counts the application as granted.
next-news = You find the decision on your page. You need not come or call to learn it.

## A case

case-title = Case { $number }
case-filed = Filed on { $date }
case-closed-text = You took this back. Nothing more happens here. If you need the service, you can apply again:
case-waiting = An official is working on your case
case-waiting-you = We need something from you
    .officer = We need something from the applicant
case-passed = Passed on to another body
case-passed-text = On { $date } { $from } passed your case on to { $to }, which now decides. You need not send anything again.
case-correct-text = The official asks you to look at these answers again and to send them corrected.
case-correct = Correct the answers
case-correct-send = Send the corrections
case-overdue = The decision is overdue
case-overdue-text = The term has passed. The case is with the head of the office, and it is counted in the public figures.
case-overdue-since = The last day for the decision was { $date }.
case-answers = Your answers
    .officer = What the applicant answered
case-known = What the registers said
case-clock = Term for the decision
case-clock-you = Term for your answer
    .officer = Term for the applicant's answer
case-clock-step = How long we wait
case-term = Term by law: { $term }.
term-working = { $days ->
    [one] { $days } working day
   *[other] { $days } working days
 }
term-calendar = { $days ->
    [one] { $days } calendar day
   *[other] { $days } calendar days
 }
term-hours = { $hours } h of office hours
stands-payment = No term runs for the office: the fee is still to be paid.
stands-you = No term runs for the office: it waits for your answer.
    .officer = No term runs for the office: it waits for the applicant.
stands-applicant = No term runs for the office: it waits for the applicant.
stands-visit = No term runs for the office: it waits for a visit.
stands-until = It waits until { $date }.
case-history = What has happened so far
case-given = What you receive
    .officer = What the applicant receives
case-more = A further decision
case-more-text = The earlier decision stays valid. This one adds to it.
case-withdraw = Withdraw the application
case-withdraw-text = Your application ends without a decision. You can apply again later.
case-withdraw-sure = Yes, withdraw it
case-withdraw-keep = No, keep it
history-filed = Application filed
history-decided = Decided
history-taken = An official took the case
history-returned = Returned for correction
history-corrected = Corrections sent
history-escalated = Term passed: the case went to the head of the office
history-passed = Passed on to { $agency }
history-silence = Term passed: granted by law
history-withdrawn = Application withdrawn
history-appealed = Appeal filed
history-again = Decided again because a register changed
history-fast-forward = The case goes on under the new rules of the service
history-document = Decision downloaded
history-reviewed = Passed to an official
history-you = You
    .officer = The applicant
history-rules = The rules, by machine
history-official = { $name }, { $post }
post = { $role }, { $office }

## Decision, appeal

decision-by-rules = { $date }, decided by the rules, by machine, for: { $office }
decision-by-official = { $date }, decided by: { $who }
decision-reasons = Why
decision-change = What would change this
decision-facts = Which data we used
decision-trace = How each rule was applied
rows-taken = Row { $rows } of the table: { $inputs }.
rows-none = No row of the table: { $inputs }.
decision-document = Download the decision (PDF)
appeal-heading = If you do not agree
    .officer = If the applicant does not agree
appeal-body = Your appeal is heard by: { $body }. Whoever made this decision does not take part.
    .officer = An appeal is heard by: { $body }. Whoever made this decision does not take part.
appeal-until = You can appeal until and including this day: { $date }.
    .officer = The applicant can appeal until and including this day: { $date }.
appeal-court = After that you can go to court: { $court }.
    .officer = After that the applicant can go to court: { $court }.
appeal-court-only = You can go to court: { $court }.
    .officer = The applicant can go to court: { $court }.
appeal-button = Appeal
silence-text = Nothing has been decided, so there is no decision to appeal. You can complain that the office is silent to: { $body }.
silence-button = Complain that nobody has decided
appeal-over = The time to appeal ended on { $date }.
appeal-no-petition = An appeal attacks this one decision. For a proposal or a complaint about other things, write a petition.

## Terms

clock-left-working = { $days ->
    [one] { $days } working day left
   *[other] { $days } working days left
 }
clock-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
 }
clock-left-hours = Office hours left: { $hours } h { $minutes } min
clock-over-working = { $days ->
    [one] Overdue by { $days } working day
   *[other] Overdue by { $days } working days
 }
clock-over = { $days ->
    [one] Overdue by { $days } day
   *[other] Overdue by { $days } days
 }
clock-today = Today is the last day
clock-paused = The clock stands still
clock-until = Last day: { $date }
clock-until-moment = The term ends: { $moment }
clock-pay-until = We wait for the payment: it can be paid until { $date }.
clock-table = Show the days as a table
clock-caption = Days of the term
clock-day = Day
clock-what = Counted
clock-filed = Day of filing: not counted
clock-start = The term begins after this day: not counted
clock-past = Day { $number } of the term
clock-now = Day { $number } of the term, today
clock-ahead = Day { $number } of the term, still to come
clock-off = Not counted: day off
clock-off-named = Not counted: { $name }
clock-paused-day = Not counted: { $why }
clock-last = (last day)
clock-waits-for-you = we wait for your correction
    .officer = we wait for the applicant's correction

## Receipt

receipt-heading = Confirmation in the log
receipt-stored = Stored for ever on { $time }.
receipt-leaf = Entry no. { $number }
receipt-root = Seal over { $size } entries
receipt-path = { $steps ->
    [one] { $steps } step leads from your entry to the published seal. Whoever changed the entry would break the seal.
   *[other] { $steps } steps lead from your entry to the published seal. Whoever changed the entry would break the seal.
 }
receipt-waiting = The seal over this entry is published within seconds. Load the page again to see it.
receipt-details = Show the numbers of the proof
receipt-number = Number of the entry
receipt-hash = Fingerprint of the entry
receipt-step-before = neighbour before
receipt-step-after = neighbour after
receipt-root-hash = Published seal
receipt-proof = Download the proof

## My page

me-title = My page
me-owed = To be paid
me-owed-until = Pay by { $date }.
me-owed-late = The last day for paying was { $date }.
me-owed-where = Paid at the cash desk of the office. Begin here:
me-owed-undated = No last day for paying was set.
me-cases = Your cases
me-cases-empty = You have no cases yet.
records-title = What the state holds about you
records-lead = Every register that has a record about you, as it holds today and as it was. That you looked is noted once a session.
records-empty = No register holds anything about you.
records-former = Before and after, and corrected since: { $count }
records-over = This holds no more.
records-since = So since { $from }
records-until = So from { $from } to { $until }
records-ended = Ended on { $from }
records-always = So from the beginning of the register
records-before = So from the beginning of the register to { $until }
records-entered = entered { $at }
records-correct = Is something wrong? Ask { $keeper } for a correction: { $office }, { $address }.
me-letters = Your letters
me-letters-empty = There are no letters for you yet.
me-looked = Who looked at your data
me-looked-lead = Every look is here, with its reason and the article that allows it. Nobody can look without leaving this line.
me-looked-kept = { $days ->
    [one] We keep this list for { $days } day.
   *[other] We keep this list for { $days } days.
 }
looked-empty = Nobody has looked at your data.
looked-rules = The rules, by machine:
looked-keeper = The keeper of the register:
looked-keeping = Entered into the register
looked-oneself = You yourself
looked-applicant = The applicant of a case that is also about you
looked-case = A case
looked-what = { $register }: { $fields }
looked-many = { $count ->
    [one] One look at the data of { $count } person
   *[other] One look at the data of { $count } people, you among them
 }
looked-ask = Ask about this
letter-granted = Granted: { $service }. The decision is in your case.
letter-refused = Refused: { $service }. Your case says why, and how to appeal.
letter-review = An official is looking at your application: { $service }.
letter-correct = Correct your application by { $date }: { $service }.
letter-overdue = Overdue, now with the head of the office: { $service }.
letter-more = A further decision for you: { $service }.

## Officials

work-title = My work
work-next = Take the next case
work-next-text = You get the case whose term ends first. Nobody chooses cases, and nobody hands them out.
work-next-none = No case is waiting. Well done.
work-mine = Cases you have taken
work-mine-empty = You have taken no case.
work-waiting = Waiting in the office
work-taken = With you
work-overdue = Overdue
work-decided = Decided by you this month
task-filed = Filed on { $date }
work-why = Why it came to an official
work-attacked = The decision that is appealed
work-applicant = Applicant
work-logged = Opening this case was entered in the log. The applicant sees it.
column-claim = What is claimed
column-registers = What the registers say
column-trace = What the rules say
column-empty = Nothing here.
action-heading = What you decide
action-closed = Not possible as the case stands
action-reason = Reason
action-article = Article of the law
action-agency = To which body
action-note = In your own words, to the applicant
action-note-hint = Say what decided the matter and what the person can do now. They read this first.
action-fields = Which answers must be corrected
action-done = Your decision is in force and in the log.
counter-title = Counter
counter-lead = Serve a person who came to the office. Everything you do is entered under your name and theirs.
counter-person = Identifier of the person
counter-service = What they came for
counter-start = Begin for this person
counter-for = You are acting for { $name }. Hand them the printed decision.
counter-done = Finish and take the next person
search-title = Search a register
search-lead = Your search is entered in the log with its purpose. Everyone it finds sees it.
search-register = Register
search-field = Search by
search-value = Value
search-purpose = Purpose
search-day = As on this day
search-day-hint = Leave it empty for today.
search-button = Search and log it
search-found = { $count ->
    [one] { $count } record found
   *[other] { $count } records found
 }
search-none = No record has this value. Check the spelling, or search by another field.

## Demonstration

demo-sign-in-title = Sign in as an invented person
demo-sign-in-lead = All people here are invented. Choose one to see the state through their eyes.
demo-sign-in-button = Sign in as { $name }
demo-citizen = Citizen
demo-clock-title = Demonstration clock
demo-clock-lead = Move time forward to see terms run out. The move is entered in the log and cannot be undone.
demo-clock-now = Now it is { $time }.
demo-clock-to = Move to this day
demo-clock-move = Move the clock
demo-clock-moved = The clock was moved. Now it is { $time }.

## Checking a document

verify-title = Check a document
verify-lead = Type the code from the document, or scan its square code with a phone.
verify-number = Code of the document
verify-number-hint = 16 letters and digits in four groups, beside the square code. Small letters and missing hyphens do no harm. An older document has a number instead.
verify-digest = Fingerprint, only for an older document
verify-code-length = A code has 16 letters and digits, you typed { $count }. Compare it with the paper group by group. If the paper is older and has a number, type its fingerprint too.
verify-code-sign = “{ $sign }” stands in no code: there are only digits and Latin letters, without I, L, O and U. Compare it with the paper group by group.
verify-button = Check
verify-valid = This document is genuine
verify-valid-text = We issued this document, and it is unchanged.
verify-changed = Changed
verify-changed-text = We issued a document with this number, but not with this content. Do not rely on it; ask for the original.
verify-unknown = Not ours
verify-unknown-text = We issued no document with this code. Compare it with the paper group by group; if every group is the same, the paper is not ours.
verify-issued = Issued on
verify-office = Issued by
verify-kind = What it is
verify-again = Check another document

## The public log

log-title = The public log
log-lead = Every act of this state is a line in a log that can only grow. Each line is sealed together with all before it, so nobody can change or remove one unseen, not even we.
log-in = What is in it
log-in-text = What was done, when, by which office, under which rule and article.
log-out = What is not in it
log-out-text = No name, no identifier, no amount of any one person. Such values stand behind a lock of chance that only the person and the office can open.
log-latest = The latest seal
log-size = Entries
log-published = Published on
log-root = Seal
log-origin = Name of the log
log-none = Nothing has been published yet. Come back in a moment.
log-check = How to check it
log-check-1 = Download the latest seal and the log itself.
log-check-2 = Compute the seal anew with a program that we did not write.
log-check-3 = Keep the seal. If a later one does not continue it, tell everyone.
log-checkpoint = Latest seal (checkpoint)
log-key = Key of the log
log-reads = The log of looks at personal data
log-reads-text = { $days ->
    [one] Looks at personal data have a log of their own, kept for { $days } day.
   *[other] Looks at personal data have a log of their own, kept for { $days } days.
 } Each person sees the lines about them.

## Public figures

figures-title = Public figures
figures-lead = Counted from the log. The same numbers that the head of the office sees.
figures-day = As on { $date }
figures-filed = Applications filed
figures-at-once = Granted at once
figures-waiting = With an official
figures-overdue = Overdue
figures-refused = Refused
figures-reads = Looks at personal data
figures-by-service = By service
figures-by-office = By office
figures-service = Service
figures-office = Office
figures-few = Fewer than { $count } are not shown, so that nobody can be recognised.
figures-empty = Nothing has been filed yet.

## When something does not work

error-401-title = Sign in first
error-401-text = This page is about you or your work. Sign in, and you come back here.
error-403-title = This is not open to you
error-403-text = Your role does not allow it. If you think it should, write to the office that keeps this register.
error-404-title = There is no such page
error-404-text = Check the address, or begin at the start page.
error-409-title = Someone was faster
error-409-text = The case has changed since you opened it. Look at it as it is now, then decide again. Nothing you did was entered.
error-413-title = That is too much at once
error-413-text = What you sent is larger than this page takes. Shorten it and send it again.
error-422-title = Something in your answers does not fit
error-422-text = Go back, look at the marked answers and send them again. Nothing was entered.
error-429-title = Too many requests
error-429-text = Wait a minute, then try again. Nothing is lost.
error-500-title = Something broke, and it was not you
error-500-text = Nothing you sent was half entered. Try again; if it happens again, tell us this number: { $incident }.
error-503-title = Too many people at once
error-503-text = Wait a minute, then try again. What you got a receipt for is stored.
error-507-title = The store is full
error-507-text = We can enter nothing now, so we also show no personal data. What you got a receipt for is stored. We have been told.
error-home = To the start page
error-case = Look at the case as it is now

## Refusals

refusal-not-signed-in = You are not signed in. Sign in and try again.
refusal-not-allowed = Your role does not allow this. Ask the office that keeps this register.
refusal-not-yours = This case is another person's. Open your own on your page.
refusal-unknown-service = There is no such service. Choose one from the list of services.
refusal-unknown-case = There is no such case. Check the number, or open it from your page.
refusal-unknown-field = The answer “{ $field }” is not asked here. Leave it out.
refusal-missing-answer = Answer this: { $field }
refusal-wrong-type = The answer to “{ $field }” has the wrong form. Look at the example and write it so.
refusal-bad-date = “{ $field }” is not a day of the calendar. Write day, month and year, like 27 3 2026.
refusal-bad-identifier = “{ $field }” has the wrong form. Write it like this: { $form }.
refusal-no-such-person = The register of people has nobody with this identifier. Check each digit.
refusal-too-long = { $max ->
    [one] “{ $field }” is too long. Use at most { $max } character.
   *[other] “{ $field }” is too long. Use at most { $max } characters.
 }
refusal-bad-choice = What was chosen for “{ $field }” is not in the list. Choose one of the answers shown.
refusal-stale-version = The case has changed since you opened it. Open it again and decide on what you see now.
refusal-not-in-this-state = This cannot be done with the case as it is now. Open the case to see what can.
refusal-unknown-action = There is no such action in this case. Open the case to see what can be done.
refusal-reason-needed = Choose the reason for your decision.
refusal-article-needed = Choose the article that your decision stands on.
refusal-fields-needed = Mark at least one answer that must be corrected.
refusal-note-needed = Write to the applicant, in your own words, why.
refusal-unknown-reason = This service has no such reason. Choose one from the list.
refusal-unknown-article = This service does not stand on that article. Choose one from the list.
refusal-conflict-of-interest = You may not decide this case: the applicant is you or your relative. Give it back, and another official gets it.
refusal-idempotency-mismatch = This form was already sent with other answers. Open it anew and send it once.
refusal-idempotency-missing = The sending has no key of its own. Open the form anew, or add the header Idempotency-Key.
refusal-not-an-appeal = This decision cannot be appealed here. The decision itself says where to go.
refusal-nothing-to-grant = The rules give nothing for this case as the registers stand. Send it back, so that the office decides it anew.
refusal-busy = Too many people at once. Wait a minute and send it again; nothing was entered.
refusal-disk-full = The store is full, so nothing can be entered or read. What you got a receipt for is stored. Try later.
refusal-store-away = The store does not answer now. What you got a receipt for is stored. Try again in a minute.
refusal-clock-backwards = The clock only moves forward. Choose a later day.
refusal-nobody-of-age = One applies here alone from the age of { $age }. Let a parent or guardian do it.
refusal-purpose-needed = Say for which purpose you read this.
refusal-too-many-hits = { $max ->
    [one] More than { $max } record fits. Search by something more exact.
   *[other] More than { $max } records fit. Search by something more exact.
 }
refusal-not-yet-published = The seal over this entry is not published yet. Try again in a second.

## Documents on paper

paper-decision = Decision
paper-facts = Which data we used
paper-fact = Fact
paper-value = Value
paper-source = Source and date
paper-reasons = Why
paper-decided_by = Decided by
paper-decided_on = Date of the decision
paper-document = Number of the document
paper-code = Code of the document
paper-appeal = If you do not agree
paper-verify = Check this document
paper-verify_how = Scan the square code with a phone, or open this page and type the code:
paper-verify_alt = QR code that leads to the page where this document is checked
paper-page = Page { $page } of { $pages }
paper-by-rules = The rules, by machine, for: { $office }
paper-appeal-text = Appeal until and including { $date } to: { $body }.

## Laws, policies, and small words of pages

law-article = { $law }, article { $article }
law-values = Amounts and terms by date
law-from = From
law-until = Until, not including
law-value = Value
field-example = For example { $value }
case-appeals = Cases that belong to this one
case-versions = You saw version { $given } of this case. Now it is version { $now }: { $state }.
work-unsent = Your words to the applicant, not sent:
looks-newest = Newest looks
looks-older = Older looks
figures-small = few
sign-in-token = Your access code
sign-in-token-hint = The administrator of your office gave it to you. Do not show it to anyone.
sign-in-token-wrong = Nobody signs in with this code. Check it, or ask your administrator for a new one.
error-forged-title = This form is no longer valid
error-forged-text = It was made before you signed in or out, or it did not come from this site. Go back, load the page again and send it once more. Nothing was entered.
error-cookie-title = Your browser sent no cookie
error-cookie-text = Without one nobody can sign in or send a form. The address of this site must begin with https://: at an http:// address of another machine the browser keeps no cookie. If the address is right, allow cookies in the settings of your browser. Nothing was entered.
policies-title = Who may do what
policies-lead = This is what the rules of access themselves answer. What stands in no line is allowed to nobody.
policies-text = Show the rules themselves (Cedar)
policies-right = May
policies-on = On what
policies-fields = Which fields
policies-purpose = For which purpose
policies-only = Only if
policies-anyone = Anyone
policies-person = Any person signed in
policies-machine = The rules, by machine: { $service }
policies-cases = Cases: { $service }
policies-installation = This site itself
policies-all = all
right-read = read
right-search = search
right-write = write
right-file = apply
right-view = see
right-act = act
right-take = take the next
right-move-clock = move the demonstration clock
right-publish = publish rules
condition-own = it is about oneself
condition-not-own = it is not about oneself
condition-related = it is about a relative
condition-not-related = it is not about a relative
condition-free = no other official has it
condition-taken = another official has it
condition-in-office = it is the turn of this office
condition-not-in-office = it is not the turn of this office
condition-agency = the post is here: { $agency }
## For programs, in problem details
error-400-title = This cannot be read
error-405-title = That is not done here
error-405-text = This address does not take that method. The header Allow names those it takes.
error-415-title = The wrong kind of content
error-415-text = Send JSON in UTF-8, with the header Content-Type: application/json.
refusal-unknown-register = There is no such register. Choose one that your role may search.
refusal-not-asked = “{ $field }” is not asked with these answers. Leave it out.
refusal-check = The answer to “{ $field }” does not pass the service's own check. Look at the question and answer again.
refusal-search-needed = Say what to search by: at least one searchable field.
refusal-bad-body = What was sent cannot be read: { $reason }.

## The programme
programme-title = The programme
programme-lead = What the state has promised. What nobody answers for is said here too.
programme-goal = Goals
programme-task = Tasks
programme-principle = Principles
programme-outcome = What is expected of it
programme-block = What the speech named
programme-items = items in all
programme-carried = carried by something that works here
programme-owned = with someone who answers for them
programme-dated = with a date
programme-evident = with evidence
programme-sdg = Sustainable Development Goals
programme-services = Services
programme-registers = Registers
programme-figures = Public figures
programme-owner = Who answers for it
programme-due = By when
programme-evidence = Evidence
programme-nobody = nobody
programme-no-date = no date
programme-nothing = none
programme-missed = Missed
programme-changed = Last change
programme-first = as first published
programme-leaf = leaf { $leaf } of the public log

## Money
money-title = Money
money-fee = Fee: { $amount }
money-fee-later = You pay after you have sent the application, in cash at the desk of the office.
money-fee-none = With these answers nothing is to be paid.
money-to-pay = To pay: { $amount }
money-to-pay-text = Pay in cash at the desk of this office: { $office }. Say the number of your case: { $number }. You get a receipt, and your case goes on.
money-owed = You are to get { $amount }
money-owed-cash = You get it in cash at the desk of this office: { $office }. Say the number of your case: { $number }.
pick-up-title = Something waits for you at the office
paper-cash = You get the money in cash at the desk of this office: { $office }. Say the number of your case and bring a document that shows who you are.
money-owed-account = It goes to the account you named, with the next payment orders.
money-next = The next payment falls due on { $date }.
money-receipt = Receipt
money-receipt-text = The number stands for one payment and for no other. Keep the receipt until your case is closed.
    .officer = The number stands for one payment and for no other. The person keeps the receipt until the case is closed.
money-number = Number
money-what = For what
money-case = Case
money-amount = Amount
money-day = Day
money-person = Whose case
money-desk = Desk
transfer-fee = Fee paid
transfer-refund = Fee to be given back
transfer-refund-paid = Fee given back in cash
transfer-benefit = Benefit due
transfer-benefit-paid = Benefit handed out in cash
transfer-order = Benefit ordered to the account
pay-out = Hand out { $amount } in cash
history-paid-out = Cash was handed out
history-fee-taken = Fee taken at the desk
desk-title = Cash desk
desk-lead = Whoever comes to pay, or to be paid, says the number of their case.
desk-number = Number of the case
desk-number-hint = Twelve letters and digits, with or without dashes.
desk-open = Open the case
desk-none = No case with this number waits for money at this desk. Check the number with the person whose case it is.
desk-print = Print it with the print command of your browser and hand it to the person.
desk-back = Back to the counter
figures-money = Money that moved, by day
figures-money-lead = When a day has ended, the debits and the credits of every account are added up and entered in the log. They differ by nothing.
figures-money-day = Day
figures-money-count = Transfers
figures-money-sum = Sum
figures-money-difference = Difference
figures-money-none = No day with payments has ended yet.
refusal-fee-unpaid = The fee is not paid yet. Nothing is granted before: let the applicant pay at the cash desk.
refusal-nothing-to-pay = There is nothing to take or to hand out in this case. Open it again and see what was paid.
refusal-not-enough = There is not enough in the drawer for this. Nothing was handed out: bring money to the desk first, or pay at another one.
desk-drawer = In the drawer: { $amount }
desk-amount = Amount
desk-bring = Bring to the drawer
desk-hand-in = Hand in from the drawer

demo-citizens = Citizens
log-last = The latest entries
log-last-lead = Only what anyone may read: no names and no numbers of people stand here.
log-entry = No. { $number }, { $date }
log-public = Public part of the entry
log-proof = Proof
log-kind-state-publish = The rules of the state were published
log-kind-records-add = Records were entered into a register
log-kind-case-file = An application was filed
log-kind-case-act = An act on a case
log-kind-case-take = An official took a case
log-kind-case-silence = A term passed in silence
log-kind-case-again = A case was decided again
log-kind-case-migrate = A case went on under a new version of its service
log-kind-case-pay = Money of a case moved
log-kind-cash-move = Cash was brought to a drawer or handed in from it
log-kind-ledger-day = The money of a day was proven
log-kind-document-issue = A document was issued
log-kind-session-start = A sign-in began
log-kind-session-end = A sign-in ended
log-kind-clock-move = The clock of the demonstration was moved
log-kind-job-done = Work that follows from an act was done
log-kind-log-key = The next signing key was named
log-kind-log-restore = The records were restored
log-kind-bench-act = A record was changed in a measurement
log-kind-read-bulk = Data of many people was given out at once

docs-title = The catalogue of services
docs-lead = Made from the text of the rules themselves: what they say here is what decides. Terms and amounts by the law of { $date }.
docs-registers = Registers
docs-laws = Laws
docs-version = Version { $version } of the rules
docs-nothing = Nothing.
docs-reads = What is read
docs-reads-lead = The service reads only what stands here, each for its purpose, and every look is logged.
docs-register = Register
docs-asks = What is asked, and why
docs-question = Question
docs-why = Why
docs-only-if = Asked only if
docs-decides = How it is decided
docs-decides-lead = The lines are tried in this order; the first that fits decides.
docs-line = Line
docs-if = If
docs-then = Then
docs-because = Because
docs-otherwise = In every other case
docs-rules = Rules
docs-rules-lead = What a decision says of each rule, and the article behind it.
docs-rule = What the decision says
docs-name-in-rules = Name in rules
docs-formula = Formula
docs-as-written = As it is written
docs-way = The way of a case
docs-way-lead = The picture shows states, what may be done in them and where it leads. The table below says the same.
docs-picture = States and actions: { $service }
docs-bpmn = The same as a BPMN file
docs-fee-unpaid = The fee is still to be paid
docs-appeal-allowed = An appeal was allowed
docs-filed = Filed
docs-rules-decide = The rules decide
docs-state = State
docs-who = Who
docs-applicant = The applicant
docs-time = Time
docs-action = Action or term
docs-leads-to = Leads to
docs-silence-escalate = The term passed: it goes to the { $role }
docs-silence-to = The term passed: { $state }
docs-outcomes = Outcomes
docs-outcome = Outcome
docs-gives = Gives
docs-gives-amount = An amount:
docs-gives-record = An entry in:
docs-gives-letter = A letter with the decision
docs-gives-refund = What was paid is given back
docs-favour-for = The rules by machine, or an officer
docs-favour-against = Only a named officer, with reason and article
docs-favour-neutral = The applicant or an officer, never a machine
docs-favour-moot = The rules by machine, as there is nothing to decide
docs-appeal = Appeal
docs-appeal-none = The rules name no appeal.
docs-appeal-to = Heard by: { $agency }.
docs-appeal-within = Term: { $term }.
docs-data = Where the data goes
docs-data-lead = From a field of a register to the rules that may use it, the lines of the decision and the outcomes it can reach.
docs-reaches = Outcomes it reaches
docs-field = Field
docs-fields = Fields
docs-type = Kind
docs-may-be-absent = May be absent
docs-type-text = Text
docs-type-number = Number
docs-type-money = Amount of money
docs-type-bool = Yes or no
docs-type-date = Date
docs-type-person = Person
docs-type-place = Place
docs-owner = Kept by: { $agency }.
docs-used-by = Used by
