# La propraj vortoj de la interfaco.

## Formoj de nombroj, datoj kaj listoj

number-group = {"\u00A0"}
number-decimal = ,
percent = { $number }{"\u00A0"}%
money = { $amount }{"\u00A0"}{ $unit }
amount-each-month = { $amount } monate
date-long = la { $day }-a de { $month } { $year }
month-1 = januaro
month-2 = februaro
month-3 = marto
month-4 = aprilo
month-5 = majo
month-6 = junio
month-7 = julio
month-8 = aŭgusto
month-9 = septembro
month-10 = oktobro
month-11 = novembro
month-12 = decembro
month-of-year = { $month } { $year }
month-name-1 = Januaro
month-name-2 = Februaro
month-name-3 = Marto
month-name-4 = Aprilo
month-name-5 = Majo
month-name-6 = Junio
month-name-7 = Julio
month-name-8 = Aŭgusto
month-name-9 = Septembro
month-name-10 = Oktobro
month-name-11 = Novembro
month-name-12 = Decembro
weekday-1 = lundo
weekday-2 = mardo
weekday-3 = merkredo
weekday-4 = ĵaŭdo
weekday-5 = vendredo
weekday-6 = sabato
weekday-7 = dimanĉo
time = { $hour }:{ $minute }
date-time = { $date }, { $time }
list-separator = {", "}
yes = Jes
no = Ne
unknown = Ne sciate

## La kadro de ĉiu paĝo

product-name = Taza Koom
page-title = { $title } · { $product }
page-title-failed = Eraro: { $title } · { $product }
skip-link = Al la ĉefa enhavo
nav-main = Ĉefaj partoj
nav-language = Lingvo
nav-services = Servoj
nav-me = Mia paĝo
nav-work = Mia laboro
nav-counter = Giĉeto
nav-search = Registroj
sign-in = Ensaluti
sign-out = Elsaluti
signed-in-as = Vi ensalutis kiel
back = Reen
footer-heading = Pri ĉi tiu retejo
footer-log = Publika protokolo
footer-verify = Kontroli dokumenton
footer-figures = Publikaj nombroj
footer-api = Por programoj (API)
footer-clock = Demonstracia horloĝo
footer-check = Ĉiu decido kaj ĉiu rigardo al personaj datenoj staras en protokolo, kiun ĉiu povas kontroli.

## Partoj de formularoj kaj listoj

error-summary-title = Io bezonas korekton
error-prefix = Eraro:
optional = { $label } (nedeviga)
why-we-ask = Kial ni demandas tion
choose = Elektu el la listo
continue = Daŭrigi
cancel = Nuligi
change = Ŝanĝi
date-day = Tago
date-month = Monato
date-year = Jaro
source-answer = Via respondo
source-register = { $register }, ekde { $date }
next-heading = Kio okazos poste
pages-label = Paĝoj de la listo
pages-previous = Antaŭa paĝo
pages-next = Sekva paĝo
pages-place = Paĝo { $page } el { $pages }

## Komenca paĝo

start-title = Ricevu tion, kion la leĝo donas al vi
start-lead = Trovu servon, respondu nur tion, kion la ŝtato ankoraŭ ne scias, kaj vidu tuj, kio estis decidita kaj kial.
start-services = Trovi servon
start-sign-in-heading = Via paĝo
start-sign-in = Vidu viajn aferojn, viajn leterojn kaj ĉiun, kiu rigardis viajn datenojn.
start-open-heading = Kontrolu la ŝtaton
start-open-log = Legu la publikan protokolon, en kiu ĉiu ago staras por ĉiam.
start-open-verify = Kontrolu, ĉu dokumento estas aŭtentika.
start-open-figures = Vidu, kiom da petoj estas deciditaj kaj kiom malfruas.

## Servoj

services-title = Servoj
services-lead = Elektu, kion vi bezonas. Vi povas legi ĉion antaŭ ol ensaluti.
services-empty = Ĉi tie ankoraŭ estas neniu servo.
services-officials = Por oficistoj
services-demonstration = Demonstracia regulo

## Servo antaŭ la ensaluto

service-what = Kion vi ricevas
service-who = Kiu rajtas peti
service-who-person = Ĉiu plenkreskulo, por si aŭ por tiuj, kiujn li reprezentas.
service-who-role = Nur oficistoj en ĉi tiu rolo: { $role }.
service-cost = Kiom ĝi kostas
service-cost-free = Nenion. La servo estas senpaga.
service-time = Kiom ĝi daŭras
service-time-at-once = Kelkajn minutojn, se la registroj montras, ke ĉiuj kondiĉoj estas plenumitaj.
service-time-term = Se oficisto devas decidi, la limtempo estas: { $term }.
service-time-state = { $state }: { $term }
service-time-several = Se oficisto devas decidi, la limtempo dependas de tio, kio estas farenda:
service-need = Kion ni demandas
service-need-nothing = Nenion. La registroj scias ĉion bezonatan.
service-known = Kion vi ne bezonas kunporti
service-known-text = Tion ni mem legas, kaj vi vidas ĉiun rigardon sur via paĝo.
service-agency = Kiu decidas
service-law = Kion diras la leĝo
service-attested = Legita el la leĝo de { $by }, { $date }.
service-demonstration = Ĉi tiu servo aŭ ĝia regulo estas inventita por la demonstracio. Ĝi ne validas.
service-start = Peti
service-start-signed-out = Ensaluti kaj peti

## Formularo, kontrolo, konfirmo

form-place = Paŝo { $page } el { $pages }
form-place-more = Paŝo { $page } el { $pages }, plia demando
place-hint = La nomo aŭ la kodo. Sufiĉas la komenco de la nomo
place-choose = Pluraj lokoj nomiĝas tiel. Kiu estas?
place-many = Pli ol { $count } lokoj nomiĝas tiel: tajpu pli de la nomo
form-known-heading = Kion la registroj jam diras
form-known-wrong = Se io ĉi tie estas malĝusta, petu korekton de la tenanto de la registro. Kie peti, staras sur via propra paĝo:
check-title = Kontrolu antaŭ la sendo
check-answers = Viaj respondoj
check-no-answers = Ni bezonas neniun respondon de vi.
check-known = Kion ni scias kaj ne demandas
check-promise = Sendante vi konfirmas, ke viaj respondoj estas veraj.
check-send = Sendi la peton
confirm-granted = Konsentite
confirm-review = Ni havas vian peton
confirm-number = Numero de la afero: { $number }
confirm-granted-text = Ĉiuj kondiĉoj estas plenumitaj. La decido validas ekde hodiaŭ.
confirm-review-text = Nenio estas rifuzita. Oficisto devas rigardi tion, ĉar la registroj solaj ne sufiĉas por decidi.
confirm-why = Kial oficisto decidas
confirm-case = Al via afero
next-document = Elŝutu la decidon. Ĝi havas kodon, per kiu ĉiu povas kontroli ĝin.
next-official = Oficisto decidas ĝis ĉi tiu dato: { $date }.
next-silence = Se ĝis tiam mankos decido, la afero iros al la estro de la oficejo, kaj vi vidos tion ĉi tie.
next-grant-by-silence = Se ĝis tiam mankos decido, la leĝo rigardas la peton kiel konsentitan.
next-news = Vi trovos la decidon sur via paĝo. Vi ne bezonas veni nek telefoni.

## Afero

case-title = Afero { $number }
case-filed = Petita: { $date }
case-closed-text = Vi retiris ĉi tion. Nenio plu okazas. Se vi bezonas la servon, vi povas peti denove:
case-waiting = Oficisto laboras pri via afero
case-waiting-you = Ni bezonas ion de vi
case-passed = Transdonita al alia instanco
case-passed-text = La { $date } { $from } transdonis vian aferon al { $to }, kiu nun decidas. Vi ne devas sendi ion denove.
case-correct-text = La oficisto petas, ke vi denove rigardu ĉi tiujn respondojn kaj sendu ilin korektitaj.
case-correct = Korekti la respondojn
case-correct-send = Sendi la korektojn
case-overdue = La decido malfruas
case-overdue-text = La limdato pasis. La afero estas ĉe la estro de la oficejo kaj kalkuliĝas en la publikaj nombroj.
case-overdue-since = La lasta tago por la decido estis { $date }.
case-answers = Viaj respondoj
case-known = Kion diris la registroj
case-clock = Limtempo de la decido
case-clock-you = Limtempo por via respondo
case-clock-step = Kiom longe ni atendas
case-term = Limtempo laŭ la leĝo: { $term }.
term-working = { $days ->
    [one] { $days } labortago
   *[other] { $days } labortagoj
 }
term-calendar = { $days ->
    [one] { $days } kalendara tago
   *[other] { $days } kalendaraj tagoj
 }
term-hours = { $hours } h da oficeja tempo
stands-payment = Neniu limtempo kuras por la oficejo: la kotizo estas ankoraŭ pagenda.
stands-you = Neniu limtempo kuras por la oficejo: ĝi atendas vian respondon.
stands-applicant = Neniu limtempo kuras por la oficejo: ĝi atendas la petanton.
stands-visit = Neniu limtempo kuras por la oficejo: ĝi atendas viziton.
stands-until = Ĝi atendas ĝis { $date }.
case-history = Kio ĝis nun okazis
case-given = Kion vi ricevas
case-more = Plia decido
case-more-text = La antaŭa decido restas valida. Ĉi tiu aldoniĝas al ĝi.
case-withdraw = Retiri la peton
case-withdraw-text = Via peto finiĝas sen decido. Poste vi povas peti denove.
case-withdraw-sure = Jes, retiri ĝin
case-withdraw-keep = Ne, lasi ĝin
history-filed = Peto sendita
history-decided = Decidita
history-taken = Oficisto prenis la aferon
history-returned = Resendita por korekto
history-corrected = Korektoj senditaj
history-escalated = Limdato pasis: la afero iris al la estro de la oficejo
history-passed = Transdonita al { $agency }
history-silence = Limdato pasis: konsentite laŭ la leĝo
history-withdrawn = Peto retirita
history-appealed = Apelacio sendita
history-again = Decidita denove, ĉar registro ŝanĝiĝis
history-fast-forward = La afero daŭras laŭ la novaj reguloj de la servo
history-document = Decido elŝutita
history-reviewed = Transdonita al oficisto
history-you = Vi
history-rules = La reguloj, per maŝino
history-official = { $name }, { $post }
post = { $role }, { $office }

## Decido, apelacio

decision-by-rules = { $date }, decidis la reguloj, per maŝino, por: { $office }
decision-by-official = { $date }, decidis: { $who }
decision-reasons = Kial
decision-change = Kio ŝanĝus tion
decision-facts = Kiujn datenojn ni uzis
decision-trace = Kiel ĉiu regulo estis aplikita
rows-taken = Linio { $rows } de la tabelo: { $inputs }.
rows-none = Neniu linio de la tabelo: { $inputs }.
decision-document = Elŝuti la decidon (PDF)
appeal-heading = Se vi ne konsentas
appeal-body = Vian apelacion traktas: { $body }. Kiu faris ĉi tiun decidon, ne partoprenas.
appeal-until = Vi povas apelacii ĝis kaj inkluzive de ĉi tiu tago: { $date }.
appeal-court = Poste vi povas iri al la tribunalo: { $court }.
appeal-court-only = Vi povas iri al la tribunalo: { $court }.
appeal-button = Apelacii
silence-text = Nenio estas decidita, do ne estas decido kontraŭ kiu apelacii. Vi povas plendi pri la silento ĉe: { $body }.
silence-button = Plendi ke neniu decidis
appeal-over = La tempo por apelacii finiĝis: { $date }.
appeal-no-petition = Apelacio atakas ĉi tiun solan decidon. Por propono aŭ plendo pri alia afero verku petskribon.

## Limtempoj

clock-left-working = { $days ->
    [one] Restas { $days } labortago
   *[other] Restas { $days } labortagoj
 }
clock-left = { $days ->
    [one] Restas { $days } tago
   *[other] Restas { $days } tagoj
 }
clock-left-hours = Restas oficeja tempo: { $hours } h { $minutes } min
clock-over-working = { $days ->
    [one] Malfruas je { $days } labortago
   *[other] Malfruas je { $days } labortagoj
 }
clock-over = { $days ->
    [one] Malfruas je { $days } tago
   *[other] Malfruas je { $days } tagoj
 }
clock-today = Hodiaŭ estas la lasta tago
clock-paused = La horloĝo staras
clock-until = Lasta tago: { $date }
clock-until-moment = La limtempo finiĝas: { $moment }
clock-pay-until = Ni atendas la pagon: oni povas pagi ĝis { $date }.
clock-table = Montri la tagojn kiel tabelon
clock-caption = Tagoj de la limtempo
clock-day = Tago
clock-what = Kalkulata
clock-filed = Tago de la peto: ne kalkulata
clock-start = La limtempo komenciĝas post ĉi tiu tago: ne kalkulata
clock-past = Tago { $number } de la limtempo
clock-now = Tago { $number } de la limtempo, hodiaŭ
clock-ahead = Tago { $number } de la limtempo, venonta
clock-off = Ne kalkulata: libera tago
clock-off-named = Ne kalkulata: { $name }
clock-paused-day = Ne kalkulata: { $why }
clock-last = (lasta tago)
clock-waits-for-you = ni atendas vian korekton

## Kvitanco

receipt-heading = Konfirmo en la protokolo
receipt-stored = Konservita por ĉiam: { $time }.
receipt-leaf = Enskribo n-ro { $number }
receipt-root = Sigelo super { $size } enskriboj
receipt-path = { $steps ->
    [one] { $steps } paŝo kondukas de via enskribo al la publikigita sigelo. Kiu ŝanĝus la enskribon, rompus la sigelon.
   *[other] { $steps } paŝoj kondukas de via enskribo al la publikigita sigelo. Kiu ŝanĝus la enskribon, rompus la sigelon.
 }
receipt-waiting = La sigelo super ĉi tiu enskribo aperos post sekundoj. Reŝargu la paĝon por vidi ĝin.
receipt-details = Montri la nombrojn de la pruvo
receipt-number = Numero de la enskribo
receipt-hash = Fingrospuro de la enskribo
receipt-step-before = antaŭa najbaro
receipt-step-after = posta najbaro
receipt-root-hash = Publikigita sigelo
receipt-proof = Elŝuti la pruvon

## Mia paĝo

me-title = Mia paĝo
me-owed = Pagenda
me-owed-until = Pagu ĝis { $date }.
me-owed-late = La lasta tago por pagi estis { $date }.
me-owed-where = Oni pagas ĉe la kaso de la oficejo. Komencu ĉi tie:
me-owed-undated = Neniu lasta tago por pagi estas difinita.
me-cases = Viaj aferoj
me-cases-empty = Vi ankoraŭ havas neniun aferon.
records-title = Kion la ŝtato scias pri vi
records-lead = Ĉiuj registroj kun noto pri vi, kiel ĝi validas hodiaŭ kaj kiel ĝi estis. Via rigardo estas notata unufoje en seanco.
records-empty = Neniu registro havas ion pri vi.
records-former = Antaŭe, poste kaj intertempe korektita: { $count }
records-over = Ĉi tio ne plu validas.
records-since = Tiel ekde { $from }
records-until = Tiel de { $from } ĝis { $until }
records-ended = Finita je { $from }
records-always = Tiel de la komenco de la registro
records-before = Tiel de la komenco de la registro ĝis { $until }
records-entered = enskribita { $at }
records-correct = Ĉu io estas malĝusta? Petu korekton de { $keeper }: { $office }, { $address }.
me-letters = Viaj leteroj
me-letters-empty = Ankoraŭ estas neniu letero por vi.
me-looked = Kiu rigardis viajn datenojn
me-looked-lead = Ĉiu rigardo estas ĉi tie, kun sia kialo kaj la artikolo, kiu permesas ĝin. Neniu povas rigardi sen lasi ĉi tiun linion.
me-looked-kept = { $days ->
    [one] Ni gardas ĉi tiun liston dum { $days } tago.
   *[other] Ni gardas ĉi tiun liston dum { $days } tagoj.
 }
looked-empty = Neniu rigardis viajn datenojn.
looked-rules = La reguloj, per maŝino:
looked-keeper = La registra oficejo:
looked-keeping = Enskribita en la registron
looked-oneself = Vi mem
looked-applicant = La petanto de afero, kiu koncernas ankaŭ vin
looked-case = Afero
looked-what = { $register }: { $fields }
looked-many = { $count ->
    [one] Unu rigardo al la datenoj de { $count } persono
   *[other] Unu rigardo al la datenoj de { $count } personoj, inter ili vi
 }
looked-ask = Demandi pri tio
letter-granted = Konsentite: { $service }. La decido estas en via afero.
letter-refused = Rifuzite: { $service }. Via afero diras kial, kaj kiel apelacii.
letter-review = Oficisto rigardas vian peton: { $service }.
letter-correct = Korektu vian peton, lasta tago { $date }: { $service }.
letter-overdue = Malfruas, nun ĉe la estro de la oficejo: { $service }.
letter-more = Plia decido por vi: { $service }.

## Oficistoj

work-title = Mia laboro
work-next = Preni la sekvan aferon
work-next-text = Vi ricevas la aferon, kies limdato venas unue. Neniu elektas aferojn, kaj neniu disdonas ilin.
work-next-none = Neniu afero atendas. Bone farite.
work-mine = Aferoj, kiujn vi prenis
work-mine-empty = Vi prenis neniun aferon.
work-waiting = Atendas en la oficejo
work-taken = Ĉe vi
work-overdue = Malfruas
work-decided = Deciditaj de vi ĉi-monate
task-filed = Petita: { $date }
work-why = Kial ĝi venis al oficisto
work-attacked = La atakata decido
work-applicant = Petanto
work-logged = La malfermo de ĉi tiu afero staras en la protokolo. La petanto vidas ĝin.
column-claim = Kion oni petas
column-registers = Kion diras la registroj
column-trace = Kion diras la reguloj
column-empty = Nenio ĉi tie.
action-heading = Kion vi decidas
action-closed = Ne eblas, kiel la afero staras nun
action-reason = Kialo
action-article = Artikolo de la leĝo
action-agency = Al kiu instanco
action-note = Per viaj vortoj, al la petanto
action-note-hint = Diru, kio decidis la aferon kaj kion la persono povas fari nun. Tion oni legas unue.
action-fields = Kiuj respondoj bezonas korekton
action-done = Via decido validas kaj staras en la protokolo.
counter-title = Giĉeto
counter-lead = Servu personon, kiu venis al la oficejo. Ĉio, kion vi faras, estas enskribita sub via nomo kaj la ĝia.
counter-person = Identigilo de la persono
counter-service = Pro kio oni venis
counter-start = Komenci por ĉi tiu persono
counter-for = Vi agas por { $name }. Donu la presitan decidon.
counter-done = Fini kaj preni la sekvan personon
search-title = Serĉi en registro
search-lead = Via serĉo estas enskribita kun sia celo. Ĉiu trovita persono vidas ĝin.
search-register = Registro
search-field = Serĉi laŭ
search-value = Valoro
search-purpose = Celo
search-day = Kiel en ĉi tiu tago
search-day-hint = Lasu malplena por hodiaŭ.
search-button = Serĉi kaj enskribi
search-found = { $count ->
    [one] { $count } rikordo trovita
   *[other] { $count } rikordoj trovitaj
 }
search-none = Neniu rikordo havas ĉi tiun valoron. Kontrolu la skribon aŭ serĉu laŭ alia kampo.

## Demonstracio

demo-sign-in-title = Ensalutu kiel inventita persono
demo-sign-in-lead = Ĉiuj personoj ĉi tie estas inventitaj. Elektu unu kaj rigardu la ŝtaton per ties okuloj.
demo-sign-in-button = Ensaluti kiel { $name }
demo-citizen = Civitano
demo-clock-title = Demonstracia horloĝo
demo-clock-lead = Movu la tempon antaŭen por vidi limdatojn pasi. La movo estas enskribita kaj ne estas malfarebla.
demo-clock-now = Nun estas { $time }.
demo-clock-to = Movi al ĉi tiu tago
demo-clock-move = Movi la horloĝon
demo-clock-moved = La horloĝo moviĝis. Nun estas { $time }.

## Kontrolo de dokumento

verify-title = Kontroli dokumenton
verify-lead = Tajpu la kodon de la dokumento aŭ skanu ĝian kvadratan kodon per telefono.
verify-number = Kodo de la dokumento
verify-number-hint = 16 literoj kaj ciferoj en kvar grupoj, apud la kvadrata kodo. Pli malnova dokumento havas numeron anstataŭe.
verify-digest = Fingrospuro, nur por pli malnova dokumento
verify-code-length = Kodo havas 16 literojn kaj ciferojn, vi tajpis { $count }. Komparu ĝin kun la papero grupon post grupo. Se la papero estas pli malnova kaj havas numeron, tajpu ankaŭ ĝian fingrospuron.
verify-code-sign = “{ $sign }” staras en neniu kodo: estas nur ciferoj kaj latinaj literoj, sen I, L, O kaj U. Komparu ĝin kun la papero grupon post grupo.
verify-button = Kontroli
verify-valid = Aŭtentika
verify-valid-text = Ni eldonis ĉi tiun dokumenton, kaj ĝi estas senŝanĝa.
verify-changed = Ŝanĝita
verify-changed-text = Ni eldonis dokumenton kun ĉi tiu numero, sed ne kun ĉi tiu enhavo. Ne fidu ĝin; petu la originalon.
verify-unknown = Ne nia
verify-unknown-text = Ni eldonis neniun dokumenton kun ĉi tiu kodo. Komparu ĝin kun la papero grupon post grupo; se ĉiuj grupoj samas, la papero ne estas nia.
verify-issued = Eldonita
verify-office = De
verify-kind = Kio ĝi estas
verify-again = Kontroli alian dokumenton

## La publika protokolo

log-title = La publika protokolo
log-lead = Ĉiu ago de ĉi tiu ŝtato estas linio en protokolo, kiu povas nur kreski. Ĉiu linio estas sigelita kune kun ĉiuj antaŭaj, tial neniu povas ŝanĝi aŭ forigi iun nerimarkite, eĉ ne ni.
log-in = Kio estas en ĝi
log-in-text = Kio estis farita, kiam, de kiu oficejo, laŭ kiu regulo kaj artikolo.
log-out = Kio ne estas en ĝi
log-out-text = Neniu nomo, identigilo aŭ sumo de unuopa persono. Tiaj valoroj staras malantaŭ hazarda ŝlosilo, kiun havas nur la persono kaj la oficejo.
log-latest = La lasta sigelo
log-size = Enskriboj
log-published = Publikigita
log-root = Sigelo
log-origin = Nomo de la protokolo
log-none = Ankoraŭ nenio estas publikigita. Revenu post momento.
log-check = Kiel kontroli ĝin
log-check-1 = Elŝutu la lastan sigelon kaj la protokolon mem.
log-check-2 = Kalkulu la sigelon denove per programo, kiun ni ne verkis.
log-check-3 = Gardu la sigelon. Se posta ne daŭrigas ĝin, diru al ĉiuj.
log-checkpoint = Lasta sigelo (checkpoint)
log-key = Ŝlosilo de la protokolo
log-reads = La protokolo de rigardoj al personaj datenoj
log-reads-text = { $days ->
    [one] Rigardoj al personaj datenoj havas propran protokolon, gardatan dum { $days } tago.
   *[other] Rigardoj al personaj datenoj havas propran protokolon, gardatan dum { $days } tagoj.
 } Ĉiu persono vidas la liniojn pri si.

## Publikaj nombroj

figures-title = Publikaj nombroj
figures-lead = Kalkulitaj el la protokolo. La samajn nombrojn vidas la estro de la oficejo.
figures-day = Stato: { $date }
figures-filed = Petoj senditaj
figures-at-once = Konsentitaj tuj
figures-waiting = Ĉe oficistoj
figures-overdue = Malfruaj
figures-refused = Rifuzitaj
figures-reads = Rigardoj al personaj datenoj
figures-by-service = Laŭ servo
figures-by-office = Laŭ oficejo
figures-service = Servo
figures-office = Oficejo
figures-few = Malpli ol { $count } ne estas montrataj, por ke neniu estu rekonebla.
figures-empty = Ankoraŭ nenio estas petita.

## Kiam io ne funkcias

error-401-title = Unue ensalutu
error-401-text = Ĉi tiu paĝo temas pri vi aŭ via laboro. Ensalutu, kaj vi revenos ĉi tien.
error-403-title = Ĉi tio ne estas malfermita al vi
error-403-text = Via rolo ne permesas ĝin. Se vi opinias, ke ĝi devus, skribu al la oficejo, kiu gardas ĉi tiun registron.
error-404-title = Tia paĝo ne ekzistas
error-404-text = Kontrolu la adreson aŭ komencu ĉe la komenca paĝo.
error-409-title = Iu estis pli rapida
error-409-text = La afero ŝanĝiĝis, post kiam vi malfermis ĝin. Rigardu ĝin kia ĝi nun estas kaj decidu denove. Nenio via estis enskribita.
error-413-title = Tio estas tro multe samtempe
error-413-text = Tio, kion vi sendis, estas pli granda ol ĉi tiu paĝo akceptas. Mallongigu ĝin kaj sendu denove.
error-422-title = Io en viaj respondoj ne taŭgas
error-422-text = Reiru, rigardu la markitajn respondojn kaj sendu ilin denove. Nenio estis enskribita.
error-429-title = Tro multaj petoj
error-429-text = Atendu minuton kaj provu denove. Nenio perdiĝis.
error-500-title = Io rompiĝis, kaj ne pro vi
error-500-text = Nenio via estis duone enskribita. Provu denove; se ĝi ripetiĝas, diru al ni ĉi tiun numeron: { $incident }.
error-503-title = Tro multaj homoj samtempe
error-503-text = Atendu minuton kaj provu denove. Tio, pri kio vi havas kvitancon, estas konservita.
error-507-title = La memoro estas plena
error-507-text = Ni nun povas enskribi nenion, do ni ankaŭ montras neniujn personajn datenojn. Tio, pri kio vi havas kvitancon, estas konservita. Oni informis nin.
error-home = Al la komenca paĝo
error-case = Rigardi la aferon kia ĝi nun estas

## Rifuzoj

refusal-not-signed-in = Vi ne ensalutis. Ensalutu kaj provu denove.
refusal-not-allowed = Via rolo ne permesas tion. Demandu la oficejon, kiu gardas ĉi tiun registron.
refusal-not-yours = Ĉi tiu afero estas de alia persono. Malfermu vian propran sur via paĝo.
refusal-unknown-service = Tia servo ne ekzistas. Elektu el la listo de servoj.
refusal-unknown-case = Tia afero ne ekzistas. Kontrolu la numeron aŭ malfermu ĝin de via paĝo.
refusal-unknown-field = La respondo «{ $field }» ne estas demandata ĉi tie. Forlasu ĝin.
refusal-missing-answer = Respondu: { $field }
refusal-wrong-type = La respondo «{ $field }» havas malĝustan formon. Rigardu la ekzemplon kaj skribu same.
refusal-bad-date = «{ $field }» ne estas tago de la kalendaro. Skribu tagon, monaton kaj jaron, kiel 27 3 2026.
refusal-bad-identifier = «{ $field }» havas malĝustan formon. Skribu ĝin tiel: { $form }.
refusal-no-such-person = En la registro de personoj neniu havas ĉi tiun identigilon. Kontrolu ĉiun signon.
refusal-too-long = { $max ->
    [one] «{ $field }» estas tro longa. Uzu maksimume { $max } signon.
   *[other] «{ $field }» estas tro longa. Uzu maksimume { $max } signojn.
 }
refusal-bad-choice = La elekto por «{ $field }» ne estas en la listo. Elektu unu el la montritaj respondoj.
refusal-stale-version = La afero ŝanĝiĝis, post kiam vi malfermis ĝin. Malfermu ĝin denove kaj decidu laŭ tio, kion vi nun vidas.
refusal-not-in-this-state = Tio ne estas farebla pri la afero kia ĝi nun estas. Malfermu ĝin por vidi, kio eblas.
refusal-unknown-action = Tia ago ne ekzistas en ĉi tiu afero. Malfermu ĝin por vidi, kio eblas.
refusal-reason-needed = Elektu la kialon de via decido.
refusal-article-needed = Elektu la artikolon, sur kiu staras via decido.
refusal-fields-needed = Marku almenaŭ unu respondon, kiu bezonas korekton.
refusal-note-needed = Skribu al la petanto, per viaj propraj vortoj, kial.
refusal-unknown-reason = Ĉi tiu servo ne havas tian kialon. Elektu el la listo.
refusal-unknown-article = Ĉi tiu servo ne staras sur tiu artikolo. Elektu el la listo.
refusal-conflict-of-interest = Vi ne rajtas decidi ĉi tiun aferon: la petanto estas vi aŭ via parenco. Redonu ĝin, kaj alia oficisto ricevos ĝin.
refusal-idempotency-mismatch = Ĉi tiu formularo jam estis sendita kun aliaj respondoj. Malfermu ĝin denove kaj sendu ĝin unufoje.
refusal-idempotency-missing = La sendo ne havas propran ŝlosilon. Malfermu la formularon denove aŭ aldonu la kapon Idempotency-Key.
refusal-not-an-appeal = Kontraŭ ĉi tiu decido oni ne povas apelacii ĉi tie. La decido mem diras, kien iri.
refusal-nothing-to-grant = Laŭ la registroj la reguloj nenion donas en ĉi tiu kazo. Resendu ĝin, por ke la oficejo decidu denove.
refusal-busy = Tro multaj homoj samtempe. Atendu minuton kaj sendu denove; nenio estis enskribita.
refusal-disk-full = La memoro estas plena; nenio estas enskribebla aŭ legebla. Tio, pri kio vi havas kvitancon, estas konservita. Provu poste.
refusal-store-away = La memoro nun ne respondas. Tio, pri kio vi havas kvitancon, estas konservita. Provu denove post minuto.
refusal-clock-backwards = La horloĝo iras nur antaŭen. Elektu pli malfruan tagon.
refusal-nobody-of-age = Memstare oni rajtas peti ĉi tion ekde la aĝo de { $age } jaroj. Lasu gepatron aŭ zorganton fari tion.
refusal-purpose-needed = Diru, por kiu celo vi legas tion.
refusal-too-many-hits = { $max ->
    [one] Pli ol { $max } rikordo taŭgas. Serĉu laŭ io pli preciza.
   *[other] Pli ol { $max } rikordoj taŭgas. Serĉu laŭ io pli preciza.
 }
refusal-not-yet-published = La sigelo super ĉi tiu enskribo ankoraŭ ne estas publikigita. Provu denove post sekundo.

## Dokumentoj sur papero

paper-decision = Decido
paper-facts = Kiujn datenojn ni uzis
paper-fact = Fakto
paper-value = Valoro
paper-source = Fonto kaj dato
paper-reasons = Kial
paper-decided_by = Decidis
paper-decided_on = Dato de la decido
paper-document = Numero de la dokumento
paper-code = Kodo de la dokumento
paper-appeal = Se vi ne konsentas
paper-verify = Kontrolu ĉi tiun dokumenton
paper-verify_how = Skanu la kvadratan kodon per telefono, aŭ malfermu ĉi tiun paĝon kaj tajpu la kodon:
paper-verify_alt = QR-kodo, kiu kondukas al la paĝo, kie ĉi tiu dokumento estas kontrolata
paper-page = Paĝo { $page } el { $pages }
paper-by-rules = La reguloj, per maŝino, por: { $office }
paper-appeal-text = Apelaciu ĝis kaj inkluzive de { $date } al: { $body }.

## Leĝoj, alirreguloj kaj malgrandaj vortoj de paĝoj

law-article = { $law }, artikolo { $article }
law-values = Sumoj kaj limtempoj laŭ datoj
law-from = Ekde
law-until = Ĝis, ne inkluzive
law-value = Valoro
field-example = Ekzemple { $value }
case-appeals = Aferoj ligitaj al ĉi tiu
case-versions = Vi vidis la version { $given } de ĉi tiu afero. Nun estas la versio { $now }: { $state }.
work-unsent = Viaj vortoj al la petanto, ne senditaj:
looks-newest = Plej novaj rigardoj
looks-older = Pli fruaj rigardoj
figures-small = malmultaj
sign-in-token = Via alirkodo
sign-in-token-hint = La administranto de via oficejo donis ĝin al vi. Montru ĝin al neniu.
sign-in-token-wrong = Neniu eniras per ĉi tiu kodo. Kontrolu ĝin aŭ petu novan de la administranto.
error-forged-title = Ĉi tiu formularo ne plu validas
error-forged-text = Ĝi estis farita antaŭ ol vi eniris aŭ eliris, aŭ ĝi ne venis de ĉi tiu retejo. Reiru, reŝargu la paĝon kaj sendu denove. Nenio estis registrita.
error-cookie-title = Via retumilo ne sendis kuketon
error-cookie-text = Sen ĝi oni povas nek eniri nek sendi formularon. La adreso de ĉi tiu retejo devas komenciĝi per https://: ĉe http:// de alia maŝino la retumilo ne konservas kuketon. Se la adreso estas ĝusta, permesu kuketojn en la agordoj de via retumilo. Nenio estis registrita.
policies-title = Kiu rajtas kion
policies-lead = Jen la respondo de la alirreguloj mem. Kio staras en neniu linio, tion rajtas neniu.
policies-text = Montri la regulojn mem (Cedar)
policies-right = Rajtas
policies-on = Pri kio
policies-fields = Kiuj kampoj
policies-purpose = Por kiu celo
policies-only = Nur se
policies-anyone = Iu ajn
policies-person = Iu ajn, kiu eniris
policies-machine = La reguloj, maŝine: { $service }
policies-cases = Aferoj: { $service }
policies-installation = Ĉi tiu retejo mem
policies-all = ĉiuj
right-read = legi
right-search = serĉi
right-write = skribi
right-file = peti
right-view = vidi
right-act = agi
right-take = preni la sekvan
right-move-clock = movi la demonstran horloĝon
right-publish = publikigi regulojn
condition-own = temas pri si mem
condition-not-own = ne temas pri si mem
condition-related = temas pri parenco
condition-not-related = ne temas pri parenco
condition-free = neniu alia oficisto havas ĝin
condition-taken = alia oficisto havas ĝin
condition-in-office = estas la vico de ĉi tiu oficejo
condition-not-in-office = ne estas la vico de ĉi tiu oficejo
condition-agency = la posteno estas ĉi tie: { $agency }
## For programs, in problem details
error-400-title = Tio ne estas legebla
error-405-title = Tion oni ne faras ĉi tie
error-405-text = Ĉi tiu adreso ne akceptas tian metodon. La kaplinio Allow nomas la akceptatajn.
error-415-title = Malĝusta speco de enhavo
error-415-text = Sendu JSON en UTF-8, kun la kaplinio Content-Type: application/json.
refusal-unknown-register = Tia registro ne ekzistas. Elektu registron, en kiu via rolo rajtas serĉi.
refusal-not-asked = Kun ĉi tiuj respondoj oni ne demandas „{ $field }”. Forigu la respondon.
refusal-check = La respondo al „{ $field }” ne trapasas la propran kontrolon de la servo. Rigardu la demandon kaj respondu denove.
refusal-search-needed = Diru, laŭ kio serĉi: almenaŭ unu serĉeblan kampon.
refusal-bad-body = La senditaĵo ne estas legebla: { $reason }.

## The programme
programme-title = La programo
programme-lead = Kion la ŝtato promesis. Ankaŭ tio, pri kio respondecas neniu, estas dirita ĉi tie.
programme-goal = Celoj
programme-task = Taskoj
programme-principle = Principoj
programme-outcome = Kio estas atendata
programme-block = Kion la parolado nomis
programme-items = eroj entute
programme-carried = portataj de io, kio funkcias ĉi tie
programme-owned = kun respondeculo
programme-dated = kun dato
programme-evident = kun pruvo
programme-sdg = Celoj de daŭripova evoluigo
programme-services = Servoj
programme-registers = Registroj
programme-figures = Publikaj nombroj
programme-owner = Kiu respondecas
programme-due = Ĝis kiam
programme-evidence = Pruvo
programme-nobody = neniu
programme-no-date = sen dato
programme-nothing = neniu
programme-missed = Preterpasita
programme-changed = Lasta ŝanĝo
programme-first = kiel unue publikigita
programme-leaf = folio { $leaf } de la publika protokolo

## Mono
money-title = Mono
money-fee = Kotizo: { $amount }
money-fee-later = Vi pagas post kiam vi sendis la peton, kontante ĉe la kaso de la oficejo.
money-fee-none = Kun ĉi tiuj respondoj nenio estas pagenda.
money-to-pay = Pagenda: { $amount }
money-to-pay-text = Pagu kontante ĉe la kaso de ĉi tiu oficejo: { $office }. Diru la numeron de via afero: { $number }. Vi ricevos kvitancon, kaj via afero daŭros.
money-owed = Vi ricevu { $amount }
money-owed-cash = Vi ricevas ĝin kontante ĉe la kaso de ĉi tiu oficejo: { $office }. Diru la numeron de via afero: { $number }.
pick-up-title = Io atendas vin en la oficejo
paper-cash = Vi ricevas la monon kontante ĉe la kaso de ĉi tiu oficejo: { $office }. Diru la numeron de via afero kaj kunportu dokumenton, kiu montras, kiu vi estas.
money-owed-account = Ĝi iras al la konto, kiun vi nomis, kun la sekvaj pagmendoj.
money-next = La sekva pago iĝos pagenda je { $date }.
money-receipt = Kvitanco
money-receipt-text = La numero apartenas al unu pago kaj al neniu alia. Konservu la kvitancon ĝis via afero estos fermita.
money-number = Numero
money-what = Por kio
money-case = Afero
money-amount = Sumo
money-day = Tago
money-person = Kies afero
money-desk = Kaso
transfer-fee = Kotizo pagita
transfer-refund = Kotizo redonenda
transfer-refund-paid = Kotizo redonita kontante
transfer-benefit = Helpo pagenda
transfer-benefit-paid = Helpo donita kontante
transfer-order = Helpo mendita al la konto
pay-out = Doni { $amount } kontante
history-paid-out = Mono estis donita kontante
history-fee-taken = Kotizo ricevita ĉe la kaso
desk-title = Kaso
desk-lead = Kiu venas por pagi aŭ por ricevi monon, diras la numeron de sia afero.
desk-number = Numero de la afero
desk-number-hint = Dek du literoj kaj ciferoj, kun aŭ sen strekoj.
desk-open = Malfermi la aferon
desk-none = Neniu afero kun ĉi tiu numero atendas monon ĉe ĉi tiu kaso. Kontrolu la numeron kun la koncerna persono.
desk-print = Presu ĝin per la presa komando de via retumilo kaj donu ĝin al la persono.
desk-back = Reen al la giĉeto
figures-money = Mono, kiu moviĝis, laŭ tago
figures-money-lead = Kiam tago finiĝis, la debetoj kaj la kreditoj de ĉiuj kontoj estas sumigitaj kaj enskribitaj en la protokolon. Inter ili ne estas diferenco.
figures-money-day = Tago
figures-money-count = Movoj
figures-money-sum = Sumo
figures-money-difference = Diferenco
figures-money-none = Ankoraŭ finiĝis neniu tago kun pagoj.
refusal-fee-unpaid = La kotizo ankoraŭ ne estas pagita. Antaŭe nenio estas konsentata: la petanto pagu ĉe la kaso.
refusal-nothing-to-pay = En ĉi tiu afero estas nenio por preni aŭ doni. Malfermu ĝin denove kaj rigardu, kio estas pagita.
refusal-not-enough = En la kaso ne estas sufiĉe por tio. Nenio estis donita: unue alportu monon al la kaso, aŭ pagu ĉe alia.
desk-drawer = En la kaso: { $amount }
desk-amount = Sumo
desk-bring = Alporti al la kaso
desk-hand-in = Fordoni el la kaso

demo-citizens = Civitanoj
log-last = La lastaj enskriboj
log-last-lead = Nur tio, kion ĉiu rajtas legi: neniu nomo kaj neniu numero de persono staras ĉi tie.
log-entry = N-ro { $number }, { $date }
log-public = Publika parto de la enskribo
log-proof = Pruvo
log-kind-state-publish = La reguloj de la ŝtato estis publikigitaj
log-kind-records-add = Notoj estis enskribitaj en registron
log-kind-case-file = Peto estis sendita
log-kind-case-act = Ago pri afero
log-kind-case-take = Oficisto prenis aferon
log-kind-case-silence = Limtempo pasis silente
log-kind-case-again = Afero estis denove decidita
log-kind-case-migrate = Afero daŭris laŭ nova versio de sia servo
log-kind-case-pay = Mono de afero moviĝis
log-kind-cash-move = Mono estis alportita al kaso aŭ transdonita el ĝi
log-kind-ledger-day = La mono de tago estis pruvita
log-kind-document-issue = Dokumento estis eldonita
log-kind-session-start = Eniro komenciĝis
log-kind-session-end = Eniro finiĝis
log-kind-clock-move = La horloĝo de la demonstro estis movita
log-kind-job-done = Laboro, kiu sekvas el ago, estis farita
log-kind-log-key = La sekva ŝlosilo de subskribo estis nomita
log-kind-log-restore = La notoj estis restaŭritaj
log-kind-bench-act = Noto estis ŝanĝita en mezurado
log-kind-read-bulk = Datenoj de multaj personoj estis eldonitaj samtempe

docs-title = La katalogo de servoj
docs-lead = Farita el la teksto de la reguloj mem: kion ili diras ĉi tie, laŭ tio oni decidas. Limtempoj kaj sumoj laŭ la leĝo de { $date }.
docs-registers = Registroj
docs-laws = Leĝoj
docs-version = Versio { $version } de la reguloj
docs-nothing = Nenio.
docs-reads = Kio estas legata
docs-reads-lead = La servo legas nur tion, kio staras ĉi tie, ĉion por ĝia celo, kaj ĉiu rigardo estas protokolata.
docs-register = Registro
docs-asks = Kion oni demandas, kaj kial
docs-question = Demando
docs-why = Kial
docs-only-if = Demandata nur se
docs-decides = Kiel oni decidas
docs-decides-lead = La linioj estas provataj en ĉi tiu ordo; la unua taŭga decidas.
docs-line = Linio
docs-if = Se
docs-then = Tiam
docs-because = Ĉar
docs-otherwise = En ĉiu alia kazo
docs-rules = Reguloj
docs-rules-lead = Kion decido diras pri ĉiu regulo, kaj la artikolo malantaŭ ĝi.
docs-rule = Kion diras la decido
docs-name-in-rules = Nomo en reguloj
docs-formula = Formulo
docs-as-written = Kiel ĝi estas skribita
docs-way = La vojo de afero
docs-way-lead = La bildo montras statojn, kion oni povas fari en ili kaj kien tio kondukas. La tabelo sube diras la samon.
docs-picture = Statoj kaj agoj: { $service }
docs-bpmn = La sama kiel dosiero BPMN
docs-fee-unpaid = La kotizo ankoraŭ estas pagenda
docs-appeal-allowed = Plendo estis akceptita
docs-filed = Sendita
docs-rules-decide = La reguloj decidas
docs-state = Stato
docs-who = Kiu
docs-applicant = La petanto
docs-time = La tempo
docs-action = Ago aŭ limtempo
docs-leads-to = Kondukas al
docs-silence-escalate = Limtempo pasis: ĝi iras al { $role }
docs-silence-to = Limtempo pasis: { $state }
docs-outcomes = Rezultoj
docs-outcome = Rezulto
docs-gives = Donas
docs-gives-amount = Sumo:
docs-gives-record = Enskribo en:
docs-gives-letter = Letero kun la decido
docs-gives-refund = La pagita estas redonata
docs-favour-for = La reguloj maŝine, aŭ oficisto
docs-favour-against = Nur nomita oficisto, kun kialo kaj artikolo
docs-favour-neutral = La petanto aŭ oficisto, neniam maŝino
docs-favour-moot = La reguloj maŝine, ĉar estas nenio por decidi
docs-appeal = Plendo
docs-appeal-none = La reguloj nomas neniun plendon.
docs-appeal-to = Aŭskultas: { $agency }.
docs-appeal-within = Limtempo: { $term }.
docs-data = Kien iras la datenoj
docs-data-lead = De kampo de registro al la reguloj, kiuj povas uzi ĝin, al la linioj de la decido kaj al la rezultoj, kiujn ĝi povas atingi.
docs-reaches = Rezultoj, kiujn ĝi atingas
docs-field = Kampo
docs-fields = Kampoj
docs-type = Speco
docs-may-be-absent = Povas manki
docs-type-text = Teksto
docs-type-number = Nombro
docs-type-money = Sumo de mono
docs-type-bool = Jes aŭ ne
docs-type-date = Dato
docs-type-person = Persono
docs-type-place = Loko
docs-owner = Tenata de: { $agency }.
docs-used-by = Uzata de
