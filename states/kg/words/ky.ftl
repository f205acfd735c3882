# Интерфейстин өз сөздөрү. «Сиз» деп, ачык сөз менен; баш тартуу эмне болгонун жана эми эмне кылууну айтат.
# Сан, дата жана ат кош чекиттен же сызыкчадан кийин турат, ошондо мүчө жалгоонун кереги жок.

## Сандардын, даталардын жана тизмелердин көрүнүшү

number-group = {"\u00A0"}
number-decimal = ,
percent = { $number }{"\u00A0"}%
money = { $amount }{"\u00A0"}{ $unit }
amount-each-month = айына { $amount }
date-long = { $year }-жылдын { $day }-{ $month }
month-1 = январы
month-2 = февралы
month-3 = марты
month-4 = апрели
month-5 = майы
month-6 = июну
month-7 = июлу
month-8 = августу
month-9 = сентябры
month-10 = октябры
month-11 = ноябры
month-12 = декабры
month-of-year = { $year }-жыл, { $month }
month-name-1 = январь
month-name-2 = февраль
month-name-3 = март
month-name-4 = апрель
month-name-5 = май
month-name-6 = июнь
month-name-7 = июль
month-name-8 = август
month-name-9 = сентябрь
month-name-10 = октябрь
month-name-11 = ноябрь
month-name-12 = декабрь
weekday-1 = дүйшөмбү
weekday-2 = шейшемби
weekday-3 = шаршемби
weekday-4 = бейшемби
weekday-5 = жума
weekday-6 = ишемби
weekday-7 = жекшемби
time = { $hour }:{ $minute }
date-time = { $date }, { $time }
list-separator = {", "}
yes = Ооба
no = Жок
unknown = Белгисиз

## Ар бир беттин алкагы

product-name = Таза Коом
page-title = { $title } · { $product }
page-title-failed = Ката: { $title } · { $product }
skip-link = Негизги мазмунга өтүү
nav-main = Негизги бөлүмдөр
nav-language = Тил
nav-services = Кызматтар
nav-me = Менин барагым
nav-work = Менин жумушум
nav-counter = Кабыл алуу
nav-search = Реестрлер
sign-in = Кирүү
sign-out = Чыгуу
signed-in-as = Сиз кирген ат:
back = Артка
footer-heading = Бул сайт жөнүндө
footer-log = Ачык журнал
footer-verify = Документти текшерүү
footer-figures = Ачык сандар
footer-api = Программалар үчүн (API)
footer-clock = Демонстрациялык саат
footer-check = Ар бир чечим жана жеке маалыматты ар бир кароо журналга жазылат, аны ар ким текшере алат.

## Формалардын жана тизмелердин бөлүктөрү

error-summary-title = Оңдой турган жери бар
error-prefix = Ката:
optional = { $label } (милдеттүү эмес)
why-we-ask = Муну эмне үчүн сурайбыз
choose = Тизмеден тандаңыз
continue = Улантуу
cancel = Жокко чыгаруу
change = Өзгөртүү
date-day = Күнү
date-month = Айы
date-year = Жылы
source-answer = Сиздин жообуңуз
    .officer = Арыз ээсинин жообу
source-register = { $register }, качантан бери: { $date }
next-heading = Мындан ары эмне болот
pages-label = Тизменин барактары
pages-previous = Мурунку барак
pages-next = Кийинки барак
pages-place = { $pages } барактын ичинен { $page }-барак

## Башкы бет

start-title = Мыйзам берген укугуңузду алыңыз
start-lead = Кызматты табыңыз, мамлекет али билбеген нерсеге гана жооп бериңиз, эмне чечилгенин жана эмне үчүн экенин дароо көрүңүз.
start-services = Кызматты табуу
start-sign-in-heading = Сиздин барагыңыз
start-sign-in = Иштериңизди, каттарыңызды жана маалыматыңызды ким караганын көрүңүз.
start-open-heading = Мамлекетти текшериңиз
start-open-log = Ачык журналды окуңуз: ар бир аракет анда түбөлүккө жазылган.
start-open-verify = Документ чынбы, текшериңиз.
start-open-figures = Канча арыз чечилгенин жана канчасынын мөөнөтү өткөнүн көрүңүз.

## Кызматтар

services-title = Кызматтар
services-lead = Өзүңүзгө керегин тандаңыз. Баарын кирбестен эле окуса болот.
services-empty = Азырынча бул жерде кызмат жок.
services-officials = Кызмат адамдары үчүн
services-demonstration = Демонстрациялык эреже

## Кирүүгө чейинки кызмат барагы

service-what = Эмне аласыз
service-who = Ким арыз бере алат
service-who-person = Жашы жеткен ар бир адам: өзү үчүн же өзү өкүлү болгон адам үчүн.
service-who-role = Ушул ролдогу кызмат адамдары гана: { $role }.
service-cost = Канча турат
service-cost-free = Арыз берүү акысыз. Кызматтын өзүнүн акысы болсо, ал жогоруда айтылган.
service-time = Канча убакыт кетет
service-time-at-once = Бардык шарттар аткарылганы реестрлерден көрүнсө, бир нече мүнөт.
service-time-term = Кызмат адамы чечсе, мөөнөтү мындай: { $term }.
service-time-state = { $state }: { $term }
service-time-several = Кызмат адамы чечсе, мөөнөт эмне кылынарына жараша болот:
service-need = Сизден эмнени сурайбыз
service-need-nothing = Эч нерсе сурабайбыз. Керектүүнүн баары реестрлерде бар.
service-known = Эмнени алып келүүнүн кереги жок
service-known-text = Муну өзүбүз окуйбуз, ар бир кароону барагыңыздан көрөсүз.
service-agency = Ким чечет
service-law = Мыйзам эмне дейт
service-attested = Мыйзамды окуп чыккан: { $by }, { $date }.
service-demonstration = Бул кызмат же анын эрежеси демонстрация үчүн ойлоп табылган. Ал күчүндө эмес.
service-start = Арыз берүү
service-start-signed-out = Кирип, арыз берүү

## Форма, текшерүү, ырастоо

form-place = { $pages } кадамдын ичинен { $page }-кадам
form-place-more = { $pages } кадамдын ичинен { $page }-кадам, дагы бир суроо
place-hint = Аталышы же коду. Аталышынын башы да жетиштүү
place-choose = Мындай аталган жер бирден көп. Кайсынысы?
place-many = Мындай аталган жер { $count } санынан көп: аталышын толугураак жазыңыз
form-known-heading = Реестрлерде эмне бар
form-known-wrong = Бул жерде туура эмес нерсе болсо, аны оңдоону реестрди жүргүзгөн органдан сураңыз. Кайсы жерден суроо керектиги өз барагыңызда жазылган:
check-title = Жөнөтүүдөн мурун текшериңиз
check-answers = Сиздин жоопторуңуз
check-no-answers = Сиз эч нерсеге жооп бербейсиз.
check-known = Биз билген жана сурабаган маалымат
check-promise = Жөнөтүү менен жоопторуңуз чын экенин ырастайсыз.
check-send = Арызды жөнөтүү
confirm-granted = Сиздин пайдаңызга чечилди
confirm-review = Арызыңызды алдык
confirm-number = Иштин номери: { $number }
confirm-granted-text = Бардык шарттар аткарылган. Чечим бүгүндөн баштап күчүндө.
confirm-review-text = Сизге баш тартылган жок. Ишти кызмат адамы карайт, анткени аны реестрлер менен гана чечүүгө болбойт.
confirm-why = Эмне үчүн кызмат адамы чечет
confirm-case = Ишке өтүү
next-document = Чечимди жүктөп алыңыз. Андагы код менен аны ар ким текшере алат.
next-official = Кызмат адамы ушул күнгө чейин чечет: { $date }.
next-silence = Ошол күнгө чейин чечим болбосо, иш мекеменин жетекчисине өтөт, аны ушул жерден көрөсүз.
next-grant-by-silence = Ошол күнгө чейин чечим болбосо, мыйзам боюнча арыз канааттандырылды деп эсептелет.
next-news = Чечим барагыңызга чыгат. Аны сураш үчүн келүүнүн же чалуунун кереги жок.

## Иш

case-title = Иш { $number }
case-filed = Берилген күнү: { $date }
case-closed-text = Бул арызды кайтарып алдыңыз. Эми эч нерсе кылуунун кереги жок. Кызмат керек болсо, арызды кайра бериңиз:
case-waiting = Ишти кызмат адамы карап жатат
case-waiting-you = Сизден жооп керек
    .officer = Арыз ээсинен жооп керек
case-passed = Иш башка органга өткөрүлдү
case-passed-text = { $date }: бул ишти { $from } өткөрүп берди, эми аны { $to } карайт. Кайра эч нерсе жөнөтпөйсүз.
case-correct-text = Кызмат адамы ушул жоопторду дагы бир жолу карап, оңдоп жөнөтүүнү суранат.
case-correct = Жоопторду оңдоо
case-correct-send = Оңдолгонун жөнөтүү
case-overdue = Чечимдин мөөнөтү өттү
case-overdue-text = Мөөнөт бүттү. Иш мекеменин жетекчисинде жана ачык сандарда эсепке алынды.
case-overdue-since = Чечим чыгаруунун акыркы күнү: { $date }.
case-answers = Сиздин жоопторуңуз
    .officer = Арыз ээсинин жооптору
case-known = Реестрлер эмне деди
case-clock = Чечимдин мөөнөтү
case-clock-you = Жообуңуздун мөөнөтү
    .officer = Арыз ээсинин жообунун мөөнөтү
case-clock-step = Канча күтөбүз
case-term = Мыйзам боюнча мөөнөт: { $term }.
term-working = { $days ->
    [one] { $days } жумуш күнү
   *[other] { $days } жумуш күнү
 }
term-calendar = { $days ->
    [one] { $days } календардык күн
   *[other] { $days } календардык күн
 }
term-hours = мекеменин { $hours } жумуш сааты
stands-payment = Мекеменин мөөнөтү жүрбөйт: акысы али төлөнө элек.
stands-you = Мекеменин мөөнөтү жүрбөйт: сиздин жообуңузду күтөт.
    .officer = Мекеменин мөөнөтү жүрбөйт: арыз ээсинин жообун күтөт.
stands-applicant = Мекеменин мөөнөтү жүрбөйт: арыз ээсин күтүп жатабыз.
stands-visit = Мекеменин мөөнөтү жүрбөйт: келүүнү күтүп жатабыз.
stands-until = Күтүүнүн акыркы күнү: { $date }.
case-history = Буга чейин эмне болду
case-given = Сиз эмне аласыз
    .officer = Арыз ээси эмне алат
case-more = Кошумча чечим
case-more-text = Мурунку чечим күчүндө калат. Бул ага кошулат.
case-withdraw = Арызды кайтарып алуу
case-withdraw-text = Арызыңыз чечимсиз аяктайт. Кийин кайра бере аласыз.
case-withdraw-sure = Ооба, кайтарып алам
case-withdraw-keep = Жок, калсын
history-filed = Арыз берилди
history-decided = Чечилди
history-taken = Кызмат адамы ишти алды
history-returned = Оңдоого кайтарылды
history-corrected = Оңдолгону жөнөтүлдү
history-escalated = Мөөнөт өттү: иш мекеменин жетекчисинде
history-passed = Башка органга өткөрүлдү: { $agency }
history-silence = Мөөнөт өттү: мыйзам боюнча канааттандырылды
history-withdrawn = Арыз кайтарып алынды
history-appealed = Даттануу берилди
history-again = Кайра чечилди: реестр өзгөрдү
history-fast-forward = Иш кызматтын жаңы эрежелери боюнча уланат
history-document = Чечим жүктөлүп алынды
history-reviewed = Кызмат адамына берилди
history-you = Сиз
    .officer = Арыз ээси
history-rules = Эрежелер боюнча, машина
history-official = { $name }, { $post }
post = { $role }, { $office }

## Чечим, даттануу

decision-by-rules = { $date }, эрежелер боюнча машина чечти, мекеме: { $office }
decision-by-official = { $date }, чечкен: { $who }
decision-reasons = Эмне үчүн
decision-change = Муну эмне өзгөртө алат
decision-facts = Кайсы маалымат колдонулду
decision-trace = Ар бир эреже кандай колдонулду
rows-taken = Таблицанын { $rows }-сабы: { $inputs }.
rows-none = Таблицада мындай сап жок: { $inputs }.
decision-document = Чечимди жүктөп алуу (PDF)
appeal-heading = Эгер макул болбосоңуз
    .officer = Эгер арыз ээси макул болбосо
appeal-body = Даттанууну карайт: { $body }. Бул чечимди чыгарган адам аны кароого катышпайт.
appeal-until = Даттана турган акыркы күн: { $date }.
appeal-court = Андан кийин сотко кайрылсаңыз болот: { $court }.
    .officer = Андан кийин арыз ээси сотко кайрыла алат: { $court }.
appeal-court-only = Сотко кайрылсаңыз болот: { $court }.
    .officer = Арыз ээси сотко кайрыла алат: { $court }.
appeal-button = Чечимге даттануу
silence-text = Чечим али жок, ошондуктан даттана турган чечим да жок. Бирок мекеменин аракетсиздигине даттансаңыз болот. Даттанууну карай турган орган: { $body }.
silence-button = Чечим чыкпаганына даттануу
appeal-over = Даттануунун мөөнөтү бүттү: { $date }.
appeal-no-petition = Даттануу ушул чечимдин өзүнө каршы берилет. Сунуш же башка нерсеге арыздануу жарандын кайрылуусу катары берилет.

## Мөөнөттөр

clock-left-working = { $days ->
    [one] { $days } жумуш күнү калды
   *[other] { $days } жумуш күнү калды
 }
clock-left = { $days ->
    [one] { $days } күн калды
   *[other] { $days } күн калды
 }
clock-left-hours = Мекеменин калган жумуш убактысы: { $hours } саат { $minutes } мүнөт
clock-over-working = { $days ->
    [one] Мөөнөттөн { $days } жумуш күнү өттү
   *[other] Мөөнөттөн { $days } жумуш күнү өттү
 }
clock-over = { $days ->
    [one] Мөөнөттөн { $days } күн өттү
   *[other] Мөөнөттөн { $days } күн өттү
 }
clock-today = Бүгүн акыркы күн
clock-paused = Мөөнөт токтотулду
clock-until = Акыркы күн: { $date }
clock-until-moment = Бүтөр убактысы: { $moment }
clock-pay-until = Төлөмдү күтүп жатабыз. Төлөөнүн акыркы күнү: { $date }.
clock-table = Күндөрдү таблица менен көрсөтүү
clock-caption = Мөөнөттүн күндөрү
clock-day = Күн
clock-what = Эсеп
clock-filed = Арыз берилген күн: эсептелбейт
clock-start = Мөөнөт ушул күндөн кийин башталат: эсептелбейт
clock-past = Мөөнөттүн { $number }-күнү
clock-now = Мөөнөттүн { $number }-күнү, бүгүн
clock-ahead = Мөөнөттүн { $number }-күнү, алдыда
clock-off = Эсептелбейт: дем алыш
clock-off-named = Эсептелбейт: { $name }
clock-paused-day = Эсептелбейт: { $why }
clock-last = (акыркы күн)
clock-waits-for-you = сиздин оңдооңузду күтүп жатабыз
    .officer = арыз ээсинин оңдоосун күтүп жатабыз

## Дүмүрчөк

receipt-heading = Журналдагы ырастоо
receipt-stored = Түбөлүккө сакталды: { $time }.
receipt-leaf = Жазуу № { $number }
receipt-root = Мөөр; астындагы жазуулар: { $size }
receipt-path = { $steps ->
    [one] Жазууңуздан жарыяланган мөөргө чейин { $steps } кадам. Жазууну өзгөрткөн адам мөөрдү бузат.
   *[other] Жазууңуздан жарыяланган мөөргө чейин { $steps } кадам. Жазууну өзгөрткөн адам мөөрдү бузат.
 }
receipt-waiting = Бул жазуунун мөөрү бир нече секундда жарыяланат. Аны көрүү үчүн баракты кайра жүктөңүз.
receipt-details = Далилдин сандарын көрсөтүү
receipt-number = Жазуунун номери
receipt-hash = Жазуунун санарип изи
receipt-step-before = мурунку кошуна
receipt-step-after = кийинки кошуна
receipt-root-hash = Жарыяланган мөөр
receipt-proof = Далилди жүктөп алуу

## Менин барагым

me-title = Менин барагым
me-owed = Төлөнө турган эсептер
me-owed-until = Төлөөнүн акыркы күнү: { $date }.
me-owed-late = Төлөөнүн мөөнөтү өттү: { $date }.
me-owed-where = Бөлүмдүн кассасында төлөнөт. Ушул жерден баштаңыз:
me-owed-undated = Төлөөнүн акыркы күнү коюлган эмес.
me-cases = Сиздин иштериңиз
me-cases-empty = Азырынча ишиңиз жок.
records-title = Мамлекет сиз жөнүндө эмнени сактайт
records-lead = Сиз жөнүндө жазуусу бар бардык реестрлер: азыр кандай жана мурун кандай болгон. Сиз караганыңыз бир сеанста бир жолу белгиленет.
records-empty = Бир да реестрде сиз жөнүндө эч нерсе жок.
records-former = Мурунку, кийинки жана оңдолгон жазуулар: { $count }
records-over = Бул жазуу мындан ары күчүндө эмес.
records-since = Башталган күнү: { $from }
records-until = Башталган күнү: { $from }, акыркы күнү: { $until }
records-ended = Токтогон күнү: { $from }
records-always = Реестр башталгандан бери ушундай
records-before = Реестр башталгандан баштап акыркы күнү: { $until }
records-entered = киргизилген: { $at }
records-correct = Ката барбы? Оңдотуу үчүн кайрылыңыз: { $keeper }, { $office }, { $address }.
me-letters = Сиздин каттарыңыз
me-letters-empty = Азырынча сизге кат жок.
me-looked = Маалыматыңызды ким карады
me-looked-lead = Ар бир кароо ушул жерде: эмне үчүн жана кайсы берене боюнча. Бул сапты калтырбай эч ким карай албайт.
me-looked-kept = { $days ->
    [one] Бул тизмени { $days } күн сактайбыз.
   *[other] Бул тизмени { $days } күн сактайбыз.
 }
looked-empty = Маалыматыңызды эч ким караган жок.
looked-rules = Эрежелер боюнча, машина:
looked-keeper = Реестрди жүргүзгөн орган:
looked-keeping = Реестрге киргизилди
looked-oneself = Сиз өзүңүз
looked-applicant = Сизге да тиешелүү иштин арыз ээси
looked-case = Иш
looked-what = { $register }: { $fields }
looked-many = { $count ->
    [one] { $count } адамдын маалыматын бир жолу кароо, алардын ичинде сиз да барсыз
   *[other] { $count } адамдын маалыматын бир жолу кароо, алардын ичинде сиз да барсыз
 }
looked-ask = Бул тууралуу суроо
letter-granted = Сиздин пайдаңызга чечилди: { $service }. Чечим ишиңизде турат.
letter-refused = Баш тартылды: { $service }. Эмне үчүн экени жана кантип даттануу ишиңизде жазылган.
letter-review = Арызыңызды кызмат адамы карап жатат: { $service }.
letter-correct = Арызыңызды оңдоңуз, акыркы күн { $date }: { $service }.
letter-overdue = Мөөнөтү өттү, иш мекеменин жетекчисинде: { $service }.
letter-more = Сизге кошумча чечим бар: { $service }.

## Кызмат адамдарына

work-title = Менин жумушум
work-next = Кийинки ишти алуу
work-next-text = Мөөнөтү эң эрте бүтө турган ишти аласыз. Ишти эч ким тандабайт жана эч ким бөлүштүрбөйт.
work-next-none = Күтүп турган иш жок. Жакшы иштедиңиз.
work-mine = Сиз алган иштер
work-mine-empty = Сиз бир да иш алган жоксуз.
work-waiting = Мекемеде күтүүдө
work-taken = Сизде
work-overdue = Мөөнөтү өткөн
work-decided = Бул айда сиз чечкен
task-filed = Берилген күнү: { $date }
work-why = Иш эмне үчүн адамга келди
work-attacked = Даттанылган чечим
work-applicant = Арыз берүүчү
work-logged = Бул ишти ачканыңыз журналга жазылды. Арыз берүүчү муну көрөт.
column-claim = Арызда эмне айтылган
column-registers = Реестрлер эмне дейт
column-trace = Эрежелер эмне дейт
column-empty = Бул жерде эч нерсе жок.
action-heading = Сиздин чечимиңиз
action-closed = Иштин азыркы абалында мүмкүн эмес
action-reason = Негиз
action-article = Мыйзамдын беренеси
action-agency = Кайсы органга
action-note = Арыз берүүчүгө өз сөзүңүз менен
action-note-hint = Ишти эмне чечкенин жана адам эми эмне кыла аларын жазыңыз. Ал муну биринчи окуйт.
action-fields = Кайсы жооптор оңдолушу керек
action-done = Чечимиңиз күчүнө кирди жана журналга жазылды.
counter-title = Кабыл алуу
counter-lead = Мекемеге келген адамды тейлеңиз. Кылганыңыздын баары сиздин жана анын аты менен жазылат.
counter-person = Адамдын идентификатору
counter-service = Эмне үчүн келди
counter-start = Ушул адам үчүн баштоо
counter-for = Сиз башка адам үчүн иш кылып жатасыз: { $name }. Басылган чечимди колуна бериңиз.
counter-done = Бүтүрүп, кийинки адамды кабыл алуу
search-title = Реестрден издөө
search-lead = Издөөңүз максаты менен журналга жазылат. Табылган ар бир адам муну көрөт.
search-register = Реестр
search-field = Эмне боюнча издөө
search-value = Мааниси
search-purpose = Максаты
search-day = Кайсы күнгө карата
search-day-hint = Бүгүнкү күн үчүн бош калтырыңыз.
search-button = Издөө жана журналга жазуу
search-found = { $count ->
    [one] { $count } жазуу табылды
   *[other] { $count } жазуу табылды
 }
search-none = Мындай маани эч бир жазууда жок. Жазылышын текшериңиз же башка талаа боюнча издеңиз.

## Демонстрация

demo-sign-in-title = Ойлоп табылган адам болуп кириңиз
demo-sign-in-lead = Бул жердеги адамдардын баары ойлоп табылган. Бирин тандап, мамлекетти анын көзү менен көрүңүз.
demo-sign-in-button = Кирүү: { $name }
demo-citizen = Жаран
demo-clock-title = Демонстрациялык саат
demo-clock-lead = Убакытты алга жылдырып, мөөнөттөр кантип бүтөрүн көрүңүз. Жылдыруу журналга жазылат, артка кайтпайт.
demo-clock-now = Азыр: { $time }.
demo-clock-to = Ушул күнгө жылдыруу
demo-clock-move = Саатты жылдыруу
demo-clock-moved = Саат жылдырылды. Азыр: { $time }.

## Документти текшерүү

verify-title = Документти текшерүү
verify-lead = Документтеги кодду жазыңыз же чарчы кодду телефон менен окутуңуз.
verify-number = Документтин коду
verify-number-hint = Чарчы коддун жанындагы 16 тамга жана цифра, төрт топ. Кичине тамга менен же дефиссиз жазса да болот. Эскирээк документте коддун ордуна номер турат.
verify-digest = Санарип изи — эскирээк документ үчүн гана
verify-code-length = Коддо 16 тамга жана цифра болот, сиз { $count } жаздыңыз. Кагаз менен топ-тобу боюнча салыштырыңыз. Эскирээк документте номер турса, анын санарип изин да жазыңыз.
verify-code-sign = «{ $sign }» белгиси коддордо болбойт: цифралар жана латын тамгалары гана, I, L, O жана U жок. Кагаз менен топ-тобу боюнча салыштырыңыз.
verify-button = Текшерүү
verify-valid = Чыныгы документ
verify-valid-text = Бул документти биз бергенбиз, ал өзгөргөн эмес.
verify-changed = Өзгөртүлгөн
verify-changed-text = Мындай номердеги документти бергенбиз, бирок мазмуну башка. Ага ишенбеңиз; түп нускасын сураңыз.
verify-unknown = Биздики эмес
verify-unknown-text = Мындай коддогу документ берген эмеспиз. Кодду кагаз менен топ-тобу боюнча салыштырыңыз; баары дал келсе, бул кагаз биздики эмес.
verify-issued = Берилген күнү
verify-office = Ким берген
verify-kind = Бул эмне документ
verify-again = Башка документти текшерүү

## Ачык журнал

log-title = Ачык журнал
log-lead = Бул мамлекеттин ар бир аракети өсө гана турган журналда бир сап. Ар бир сап мурункулардын баары менен бирге мөөрлөнгөн, ошондуктан аны эч ким билгизбей өзгөртө да, өчүрө да албайт, биз да.
log-in = Анда эмне бар
log-in-text = Эмне кылынды, качан, кайсы мекеме, кайсы эреже жана кайсы берене боюнча.
log-out = Анда эмне жок
log-out-text = Бир да адамдын аты, идентификатору же акчасынын суммасы жок. Мындай маанилер кокустук ачкыч менен жабылган, ал ачкыч адамдын өзүндө жана мекемеде гана.
log-latest = Акыркы мөөр
log-size = Жазуулар
log-published = Жарыяланган
log-root = Мөөр
log-origin = Журналдын аты
log-none = Азырынча эч нерсе жарыялана элек. Бир аздан кийин келиңиз.
log-check = Аны кантип текшерсе болот
log-check-1 = Акыркы мөөрдү жана журналдын өзүн жүктөп алыңыз.
log-check-2 = Мөөрдү биз жазбаган программа менен кайра эсептеңиз.
log-check-3 = Мөөрдү сактап коюңуз. Кийинкиси аны улантпаса, баарына айтыңыз.
log-checkpoint = Акыркы мөөр (checkpoint)
log-key = Журналдын ачкычы
log-reads = Жеке маалыматты кароолордун журналы
log-reads-text = { $days ->
    [one] Жеке маалыматты кароолордун өз журналы бар, ал { $days } күн сакталат.
   *[other] Жеке маалыматты кароолордун өз журналы бар, ал { $days } күн сакталат.
 } Ар ким өзү жөнүндөгү саптарды көрөт.

## Ачык сандар

figures-title = Ачык сандар
figures-lead = Журнал боюнча эсептелген. Мекеменин жетекчиси да ушул эле сандарды көрөт.
figures-day = Карата күнү: { $date }
figures-filed = Берилген арыздар
figures-at-once = Дароо чечилгени
figures-waiting = Кызмат адамдарында
figures-overdue = Мөөнөтү өткөнү
figures-refused = Баш тартылганы
figures-reads = Жеке маалыматты кароолор
figures-by-service = Кызматтар боюнча
figures-by-office = Мекемелер боюнча
figures-service = Кызмат
figures-office = Мекеме
figures-few = Эч ким таанылбасын деп, мындан аз сандар көрсөтүлбөйт: { $count }.
figures-empty = Азырынча арыз берилген жок.

## Бир нерсе иштебегенде

error-401-title = Адегенде кириңиз
error-401-text = Бул барак сиз же жумушуңуз жөнүндө. Кирсеңиз, кайра ушул жерге келесиз.
error-403-title = Бул сиз үчүн ачык эмес
error-403-text = Ролуңуз буга уруксат бербейт. Бериши керек деп ойлосоңуз, бул реестрди жүргүзгөн мекемеге жазыңыз.
error-404-title = Мындай барак жок
error-404-text = Дарегин текшериңиз же башкы беттен баштаңыз.
error-409-title = Башка бирөө мурда үлгүрдү
error-409-text = Сиз ачкандан кийин иш өзгөрдү. Азыркы абалын караңыз да, кайра чечиңиз. Кылганыңыз жазылган жок.
error-413-title = Бир жолкуга өтө көп
error-413-text = Жөнөткөнүңүз бул барак алгандан чоң. Кыскартып, кайра жөнөтүңүз.
error-422-title = Жооптордо туура келбегени бар
error-422-text = Артка кайтып, белгиленген жоопторду карап, кайра жөнөтүңүз. Эч нерсе жазылган жок.
error-429-title = Суроо-талап өтө көп
error-429-text = Бир мүнөт күтүп, кайра аракет кылыңыз. Эч нерсе жоголгон жок.
error-500-title = Бир нерсе бузулду, сиздин күнөөңүз жок
error-500-text = Жөнөткөнүңүз чала жазылган жок. Кайра аракет кылыңыз; кайталанса, бизге ушул номерди айтыңыз: { $incident }.
error-503-title = Бир учурда адам өтө көп
error-503-text = Бир мүнөт күтүп, кайра аракет кылыңыз. Дүмүрчөгү барынын баары сакталган.
error-507-title = Сактагыч толду
error-507-text = Азыр эч нерсе жаза албайбыз, ошондуктан жеке маалыматты да көрсөтпөйбүз. Дүмүрчөгү барынын баары сакталган. Бизге кабар берилди.
error-home = Башкы бетке
error-case = Иштин азыркы абалын көрүү

## Баш тартуулар

refusal-not-signed-in = Сиз кирген жоксуз. Кирип, кайра аракет кылыңыз.
refusal-not-allowed = Ролуңуз буга уруксат бербейт. Бул реестрди жүргүзгөн мекемеге кайрылыңыз.
refusal-not-yours = Бул башка адамдын иши. Өзүңүздүкүн барагыңыздан ачыңыз.
refusal-unknown-service = Мындай кызмат жок. Кызматтардын тизмесинен тандаңыз.
refusal-unknown-case = Мындай иш жок. Номерин текшериңиз же барагыңыздан ачыңыз.
refusal-unknown-field = «{ $field }» бул жерде суралбайт. Аны алып салыңыз.
refusal-missing-answer = Жооп бериңиз: { $field }
refusal-wrong-type = «{ $field }» башка түрдө жазылган. Мисалды карап, ошондой жазыңыз.
refusal-bad-date = «{ $field }»: календарда мындай күн жок. Күнүн, айын жана жылын жазыңыз, мисалы 27 3 2026.
refusal-bad-identifier = «{ $field }» башка түрдө жазылган. Мындай жазыңыз: { $form }.
refusal-no-such-person = Калктын реестринде мындай идентификатору бар адам жок. Ар бир цифрасын текшериңиз.
refusal-too-long = { $max ->
    [one] «{ $field }» өтө узун. Эң көбү { $max } белги.
   *[other] «{ $field }» өтө узун. Эң көбү { $max } белги.
 }
refusal-bad-choice = «{ $field }» үчүн тандалганы тизмеде жок. Көрсөтүлгөн жооптордун бирин тандаңыз.
refusal-stale-version = Сиз ачкандан кийин иш өзгөрдү. Кайра ачып, азыр көргөнүңүз боюнча чечиңиз.
refusal-not-in-this-state = Иштин азыркы абалында муну кылууга болбойт. Ишти ачып, эмне кылса болорун караңыз.
refusal-unknown-action = Бул иште мындай аракет жок. Ишти ачып, эмне кылса болорун караңыз.
refusal-reason-needed = Чечимиңиздин негизин тандаңыз.
refusal-article-needed = Чечимиңиз таянган беренени тандаңыз.
refusal-fields-needed = Оңдой турган жоопторду белгилеңиз, жок дегенде бирин.
refusal-note-needed = Арыз берүүчүгө эмне үчүн экенин өз сөзүңүз менен жазыңыз.
refusal-unknown-reason = Бул кызматта мындай негиз жок. Тизмеден тандаңыз.
refusal-unknown-article = Бул кызмат мындай беренеге таянбайт. Тизмеден тандаңыз.
refusal-conflict-of-interest = Бул ишти сиз чече албайсыз: арыз берүүчү өзүңүз же тууганыңыз. Ишти кайтарыңыз, аны башка кызмат адамы алат.
refusal-idempotency-mismatch = Бул форма башка жооптор менен мурда жөнөтүлгөн. Аны жаңыдан ачып, бир жолу жөнөтүңүз.
refusal-idempotency-missing = Жөнөтүүнүн өз ачкычы жок. Форманы жаңыдан ачыңыз же Idempotency-Key аталышын кошуңуз.
refusal-not-an-appeal = Бул чечимге бул жерден даттанууга болбойт. Кайда кайрылуу керектиги чечимдин өзүндө жазылган.
refusal-nothing-to-grant = Реестрлердеги маалымат боюнча эрежелер бул иш боюнча эч нерсе бербейт. Орган жаңы чечим чыгарышы үчүн ишти кайра жөнөтүңүз.
refusal-busy = Бир учурда адам өтө көп. Бир мүнөт күтүп, кайра жөнөтүңүз; эч нерсе жазылган жок.
refusal-disk-full = Сактагыч толду, эч нерсе жазууга да, окууга да болбойт. Дүмүрчөгү барынын баары сакталган. Кийинчерээк аракет кылыңыз.
refusal-store-away = Сактагыч азыр жооп бербей жатат. Дүмүрчөгү барынын баары сакталган. Бир мүнөттөн кийин кайра аракет кылыңыз.
refusal-clock-backwards = Саат алга гана жүрөт. Кечирээк күндү тандаңыз.
refusal-nobody-of-age = Бул арызды { $age } жаштан баштап өз алдынча берсе болот. Ата-энеңиз же камкорчуңуз берсин.
refusal-purpose-needed = Муну кайсы максатта окуп жатканыңызды көрсөтүңүз.
refusal-too-many-hits = { $max ->
    [one] { $max } жазуудан көбү туура келет. Тагыраак издеңиз.
   *[other] { $max } жазуудан көбү туура келет. Тагыраак издеңиз.
 }
refusal-not-yet-published = Бул жазуунун мөөрү жарыялана элек. Бир секунддан кийин кайра аракет кылыңыз.

## Кагаздагы документтер

paper-decision = Чечим
paper-facts = Кайсы маалымат колдонулду
paper-fact = Маалымат
paper-value = Мааниси
paper-source = Булагы жана датасы
paper-reasons = Эмне үчүн
paper-decided_by = Ким чечти
paper-decided_on = Чечимдин датасы
paper-document = Документтин номери
paper-code = Документтин коду
paper-appeal = Эгер макул болбосоңуз
paper-verify = Бул документти текшериңиз
paper-verify_how = Чарчы кодду телефон менен окутуңуз же ушул баракты ачып, кодду жазыңыз:
paper-verify_alt = Бул документ текшериле турган баракка алып баруучу QR-код
paper-page = { $pages } барактын ичинен { $page }-барак
paper-by-rules = Эрежелер боюнча машина, мекеме: { $office }
paper-appeal-text = Даттана турган акыркы күн: { $date }. Карай турган орган: { $body }.

## Мыйзамдар, кирүү эрежелери жана барактардын майда сөздөрү

law-article = { $law }, { $article }-берене
law-values = Өлчөмдөр жана мөөнөттөр, күндөрү менен
law-from = Кайсы күндөн
law-until = Кайсы күнгө чейин (ал күн кирбейт)
law-value = Мааниси
field-example = Мисалы: { $value }
case-appeals = Байланыштуу иштер
case-versions = Сиз бул иштин { $given }-версиясын көргөнсүз. Азыр { $now }-версиясы: { $state }.
work-unsent = Арыз ээсине жазган сөзүңүз, жөнөтүлгөн жок:
looks-newest = Акыркы көрүүлөр
looks-older = Мурдараак көрүүлөр
figures-small = аз
sign-in-token = Кирүү кодуңуз
sign-in-token-hint = Аны сизге мекемеңиздин администратору берген. Эч кимге көрсөтпөңүз.
sign-in-token-wrong = Бул код менен эч ким кирбейт. Кодду текшериңиз же администратордон жаңысын сураңыз.
error-forged-title = Бул форма жараксыз болуп калды
error-forged-text = Ал сиз кирээрден же чыгаардан мурда ачылган, же бул сайттан келген эмес. Артка кайтып, баракты кайра жүктөп, дагы бир жолу жөнөтүңүз. Эч нерсе жазылган жок.
error-cookie-title = Браузериңиз cookie жөнөткөн жок
error-cookie-text = Ансыз кирүү да, арыз жөнөтүү да болбойт. Сайттын дареги https:// менен башталышы керек: http:// менен башталган башка даректе браузер cookie сактабайт. Дарек туура болсо, браузердин жөндөөлөрүнөн cookie’ге уруксат бериңиз. Эч нерсе жазылган жок.
policies-title = Кимге эмнеге уруксат
policies-lead = Бул — кирүү эрежелеринин өз жообу. Эч бир сабында жок нерсеге эч кимге уруксат жок.
policies-text = Эрежелердин өзүн көрсөтүү (Cedar)
policies-right = Эмне кыла алат
policies-on = Эмнени
policies-fields = Кайсы талааларды
policies-purpose = Кандай максатта
policies-only = Мына ушундай болсо гана
policies-anyone = Ким болсо да
policies-person = Кирген ар бир адам
policies-machine = Эрежелер, машина: { $service }
policies-cases = Иштер: { $service }
policies-installation = Ушул сайттын өзү
policies-all = баары
right-read = окуу
right-search = издөө
right-write = жазуу
right-file = арыз берүү
right-view = көрүү
right-act = чечүү
right-take = кийинкисин алуу
right-move-clock = демонстрация саатын жылдыруу
right-publish = эрежелерди жарыялоо
condition-own = бул өзү жөнүндө болсо
condition-not-own = бул өзү жөнүндө болбосо
condition-related = бул тууганы жөнүндө болсо
condition-not-related = бул тууганы жөнүндө болбосо
condition-free = иш башка кызмат адамында болбосо
condition-taken = иш башка кызмат адамында болсо
condition-in-office = кезек ушул мекемеде болсо
condition-not-in-office = кезек ушул мекемеде болбосо
condition-agency = кызмат орду мында болсо: { $agency }
## For programs, in problem details
error-400-title = Муну окууга мүмкүн эмес
error-405-title = Бул жерде мындай аракет жасалбайт
error-405-text = Бул дарек мындай методду кабыл албайт. Кабыл алынган методдор Allow деген башталышта аталган.
error-415-title = Мазмундун түрү туура эмес
error-415-text = UTF-8 коддоосундагы JSON жөнөтүңүз, башталышы Content-Type: application/json болсун.
refusal-unknown-register = Мындай реестр жок. Издөөгө укугуңуз бар реестрди тандаңыз.
refusal-not-asked = Мындай жоопторго «{ $field }» деген суроо берилбейт. Бул жоопту алып салыңыз.
refusal-check = «{ $field }» деген суроонун жообу кызматтын өз текшерүүсүнөн өткөн жок. Суроону карап, кайра жооп бериңиз.
refusal-search-needed = Эмне боюнча издөөнү көрсөтүңүз: жок дегенде бир издөө талаасын.
refusal-bad-body = Жөнөтүлгөндү окууга мүмкүн эмес: { $reason }.

## The programme
programme-title = Программа
programme-lead = Мамлекет эмнени убада кылган. Эч ким жооп бербеген нерселер да ушул жерде айтылган.
programme-goal = Максаттар
programme-task = Милдеттер
programme-principle = Принциптер
programme-outcome = Андан эмне күтүлөт
programme-block = Сөздө эмнелер аталган
programme-items = бардык пункттар
programme-carried = бул жерде иштеген нерсеге таянат
programme-owned = жооптуусу бар
programme-dated = мөөнөтү бар
programme-evident = далили бар
programme-sdg = Туруктуу өнүгүү максаттары
programme-services = Кызматтар
programme-registers = Реестрлер
programme-figures = Ачык сандар
programme-owner = Ким жооп берет
programme-due = Качанга чейин
programme-evidence = Далили
programme-nobody = эч ким
programme-no-date = мөөнөтү жок
programme-nothing = жок
programme-missed = Мөөнөтү өттү
programme-changed = Акыркы өзгөртүү
programme-first = биринчи жарыялангандай
programme-leaf = ачык журналдын { $leaf }-жазуусу

## Акча
money-title = Акча
money-fee = Акысы: { $amount }
money-fee-later = Арызды жөнөткөндөн кийин бөлүмдүн кассасына накталай төлөйсүз.
money-fee-none = Мындай жоопторго эч нерсе төлөнбөйт.
money-to-pay = Төлөнө турган сумма: { $amount }
money-to-pay-text = Бул бөлүмдүн кассасына накталай төлөңүз: { $office }. Иштин номерин айтыңыз: { $number }. Сизге дүмүрчөк берилет, андан кийин иш уланат.
money-owed = Сизге тийиштүү сумма: { $amount }
money-owed-cash = Аны бул бөлүмдүн кассасынан накталай аласыз: { $office }. Иштин номерин айтыңыз: { $number }.
pick-up-title = Бөлүмдөн алып кетчү нерсе бар
paper-cash = Акчаны ушул бөлүмдүн кассасынан накталай аласыз: { $office }. Иштин номерин айтып, ким экениңизди көрсөткөн документти ала келиңиз.
money-owed-account = Акча кийинки төлөм тапшырмалары менен сиз көрсөткөн эсепке жөнөтүлөт.
money-next = Кийинки төлөм эсептелүүчү күн: { $date }.
money-receipt = Дүмүрчөк
money-receipt-text = Бул номер бир гана төлөмгө таандык. Иш бүткөнчө дүмүрчөктү сактаңыз.
    .officer = Бул номер бир гана төлөмгө таандык. Иш бүткөнчө дүмүрчөктү төлөгөн адам сактайт.
money-number = Номери
money-what = Эмне үчүн
money-case = Иш
money-amount = Суммасы
money-day = Күнү
money-person = Кимдин иши
money-desk = Касса
transfer-fee = Акы төлөндү
transfer-refund = Кайтарыла турган акы
transfer-refund-paid = Акы накталай кайтарылды
transfer-benefit = Жөлөкпул эсептелди
transfer-benefit-paid = Жөлөкпул накталай берилди
transfer-order = Жөлөкпул эсепке жөнөтүлдү
pay-out = { $amount } накталай берүү
history-paid-out = Накталай акча берилди
history-fee-taken = Акы кассага алынды
desk-title = Касса
desk-lead = Төлөгөнү же акча алганы келген адам өз ишинин номерин айтат.
desk-number = Иштин номери
desk-number-hint = Он эки тамга жана цифра, сызыкчасы менен же сызыкчасыз.
desk-open = Ишти ачуу
desk-none = Ушул номердеги эч бир иш бул кассадан акча күтпөйт. Номерди иштин ээси менен текшериңиз.
desk-print = Аны браузердин «Басып чыгаруу» буйругу менен басып чыгарып, адамга бериңиз.
desk-back = Кабылдоого кайтуу
figures-money = Күндөр боюнча акчанын кыймылы
figures-money-lead = Күн бүткөндө бардык эсептердин дебети менен кредити кошулуп, журналга жазылат. Алардын айырмасы жок.
figures-money-day = Күн
figures-money-count = Жазуулар
figures-money-sum = Сумма
figures-money-difference = Айырмасы
figures-money-none = Төлөм болгон бир дагы күн азырынча бүтө элек.
refusal-fee-unpaid = Акысы азырынча төлөнө элек. Ага чейин эч нерсе берилбейт: арыз берүүчү кассага төлөсүн.
refusal-nothing-to-pay = Бул иш боюнча ала турган же бере турган акча жок. Ишти кайра ачып, эмне төлөнгөнүн караңыз.
refusal-not-enough = Кассада буга акча жетпейт. Эч нерсе берилген жок: адегенде кассаны толуктаңыз же башка кассадан бериңиз.
desk-drawer = Кассада: { $amount }
desk-amount = Сумма
desk-bring = Кассага салуу
desk-hand-in = Кассадан өткөрүп берүү

demo-citizens = Жарандар
log-last = Акыркы жазуулар
log-last-lead = Ар ким окуй ала турган гана маалымат: аттар менен номерлер мында жок.
log-entry = № { $number }, { $date }
log-public = Жазуунун ачык бөлүгү
log-proof = Далил
log-kind-state-publish = Мамлекеттин эрежелери жарыяланды
log-kind-records-add = Реестрге жазуулар кошулду
log-kind-case-file = Арыз берилди
log-kind-case-act = Иш боюнча аракет жасалды
log-kind-case-take = Кызматкер ишти алды
log-kind-case-silence = Мөөнөт жоопсуз өттү
log-kind-case-again = Иш кайра чечилди
log-kind-case-migrate = Иш кызматтын жаңы версиясына өттү
log-kind-case-pay = Иш боюнча акча кыймылдады
log-kind-cash-move = Кассага акча салынды же андан өткөрүлдү
log-kind-ledger-day = Күндүн акча эсеби далилденди
log-kind-document-issue = Документ берилди
log-kind-session-start = Кирүү башталды
log-kind-session-end = Кирүү аяктады
log-kind-clock-move = Демонстрациянын сааты жылдырылды
log-kind-job-done = Мурунку аракеттен келип чыккан иш аткарылды
log-kind-log-key = Кийинки кол коюу ачкычы аталды
log-kind-log-restore = Жазуулар калыбына келтирилди
log-kind-bench-act = Өлчөө үчүн жазуу өзгөртүлдү
log-kind-read-bulk = Көп адамдын маалыматы бир жолу берилди

docs-title = Кызматтардын каталогу
docs-lead = Эрежелердин өз текстинен түзүлгөн: бул жерде эмне жазылса, ошого жараша чечилет. Мөөнөттөр жана өлчөмдөр мыйзам боюнча, { $date } абалына.
docs-registers = Реестрлер
docs-laws = Мыйзамдар
docs-version = Эрежелердин { $version }-редакциясы
docs-nothing = Эч нерсе жок.
docs-reads = Эмне окулат
docs-reads-lead = Кызмат ушул жерде көрсөтүлгөндү гана окуйт, ар бирин өз максаты үчүн, жана ар бир кароо журналга жазылат.
docs-register = Реестр
docs-asks = Эмне суралат жана эмне үчүн
docs-question = Суроо
docs-why = Эмне үчүн
docs-only-if = Мына ушундай болсо гана суралат
docs-decides = Кантип чечилет
docs-decides-lead = Саптар ирети менен текшерилет; биринчи туура келгени чечет.
docs-line = Сап
docs-if = Эгер
docs-then = Анда
docs-because = Себеби
docs-otherwise = Калган учурлардын баарында
docs-rules = Эрежелер
docs-rules-lead = Чечимде ар бир эреже жөнүндө эмне айтылат жана ал кайсы беренеге таянат.
docs-rule = Чечимде эмне айтылат
docs-name-in-rules = Эрежелердеги аты
docs-formula = Формула
docs-as-written = Кандай жазылган
docs-way = Иштин жолу
docs-way-lead = Сүрөттө абалдар, аларда эмне кылууга болору жана ал эмнеге алып келери көрсөтүлгөн. Төмөнкү таблица ошол эле нерсени айтат.
docs-picture = Абалдар жана аракеттер: { $service }
docs-bpmn = Ошонун өзү BPMN файлы түрүндө
docs-fee-unpaid = Төлөм азырынча төлөнгөн эмес
docs-appeal-allowed = Даттануу канааттандырылды
docs-filed = Берилди
docs-rules-decide = Эрежелер чечет
docs-state = Абалы
docs-who = Ким
docs-applicant = Арыз ээси
docs-time = Убакыт
docs-action = Аракет же мөөнөт
docs-leads-to = Эмнеге алып келет
docs-silence-escalate = Мөөнөт өттү: ишти { $role } алат
docs-silence-to = Мөөнөт өттү: { $state }
docs-outcomes = Жыйынтыктар
docs-outcome = Жыйынтык
docs-gives = Эмне берет
docs-gives-amount = Сумма:
docs-gives-record = Реестрге жазуу:
docs-gives-letter = Чечим жазылган кат
docs-gives-refund = Төлөнгөн акча кайтарылат
docs-favour-for = Эрежелер автоматтык түрдө же кызмат адамы
docs-favour-against = Аты аталган кызмат адамы гана, себебин жана беренени көрсөтүп
docs-favour-neutral = Арыз ээси же кызмат адамы, машина эмес
docs-favour-moot = Эрежелер автоматтык түрдө: чече турган нерсе жок
docs-appeal = Даттануу
docs-appeal-none = Эрежелерде даттануу көрсөтүлгөн эмес.
docs-appeal-to = Карайт: { $agency }.
docs-appeal-within = Мөөнөтү: { $term }.
docs-data = Маалымат кайда барат
docs-data-lead = Реестрдин талаасынан аны пайдаланышы мүмкүн болгон эрежелерге, чечимдин саптарына жана ал жетиши мүмкүн болгон жыйынтыктарга чейин.
docs-reaches = Кайсы жыйынтыктарга жетет
docs-field = Талаа
docs-fields = Талаалар
docs-type = Түрү
docs-may-be-absent = Жок болушу мүмкүн
docs-type-text = Текст
docs-type-number = Сан
docs-type-money = Акча суммасы
docs-type-bool = Ооба же жок
docs-type-date = Күнү
docs-type-person = Адам
docs-type-place = Жер
docs-owner = Жүргүзөт: { $agency }.
docs-used-by = Ким пайдаланат
