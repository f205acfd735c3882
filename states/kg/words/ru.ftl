# Слова самого интерфейса. Обращение на «вы», действительный залог; отказ говорит, что произошло и что делать.

## Вид чисел, дат и перечней

number-group = {"\u00A0"}
number-decimal = ,
percent = { $number }{"\u00A0"}%
money = { $amount }{"\u00A0"}{ $unit }
amount-each-month = { $amount } в месяц
date-long = { $day }{"\u00A0"}{ $month }{"\u00A0"}{ $year }
month-1 = января
month-2 = февраля
month-3 = марта
month-4 = апреля
month-5 = мая
month-6 = июня
month-7 = июля
month-8 = августа
month-9 = сентября
month-10 = октября
month-11 = ноября
month-12 = декабря
month-of-year = { $month } { $year }
month-name-1 = Январь
month-name-2 = Февраль
month-name-3 = Март
month-name-4 = Апрель
month-name-5 = Май
month-name-6 = Июнь
month-name-7 = Июль
month-name-8 = Август
month-name-9 = Сентябрь
month-name-10 = Октябрь
month-name-11 = Ноябрь
month-name-12 = Декабрь
weekday-1 = понедельник
weekday-2 = вторник
weekday-3 = среда
weekday-4 = четверг
weekday-5 = пятница
weekday-6 = суббота
weekday-7 = воскресенье
time = { $hour }:{ $minute }
date-time = { $date }, { $time }
list-separator = {", "}
yes = Да
no = Нет
unknown = Не известно

## Рамка каждой страницы

product-name = Таза Коом
page-title = { $title } · { $product }
page-title-failed = Ошибка: { $title } · { $product }
skip-link = Перейти к содержанию
nav-main = Основные разделы
nav-language = Язык
nav-services = Услуги
nav-me = Моя страница
nav-work = Моя работа
nav-counter = Приём
nav-search = Реестры
sign-in = Войти
sign-out = Выйти
signed-in-as = Вы вошли как
back = Назад
footer-heading = Об этом сайте
footer-log = Открытый журнал
footer-verify = Проверить документ
footer-figures = Открытые цифры
footer-api = Для программ (API)
footer-clock = Демонстрационные часы
footer-check = Каждое решение и каждый просмотр личных данных записаны в журнал, который может проверить любой.

## Части форм и списков

error-summary-title = Нужно исправить
error-prefix = Ошибка:
optional = { $label } (необязательно)
why-we-ask = Почему мы об этом спрашиваем
choose = Выберите из списка
continue = Продолжить
cancel = Отменить
change = Изменить
date-day = День
date-month = Месяц
date-year = Год
source-answer = Ваш ответ
    .officer = Ответ заявителя
source-register = { $register }, с { $date }
next-heading = Что будет дальше
pages-label = Страницы списка
pages-previous = Предыдущая страница
pages-next = Следующая страница
pages-place = Страница { $page } из { $pages }

## Начальная страница

start-title = Получите то, что вам положено по закону
start-lead = Найдите услугу, ответьте только на то, чего государство ещё не знает, и сразу увидьте, что решено и почему.
start-services = Найти услугу
start-sign-in-heading = Ваша страница
start-sign-in = Смотрите свои дела, письма и всех, кто просматривал ваши данные.
start-open-heading = Проверьте государство
start-open-log = Читайте открытый журнал: в нём навсегда записано каждое действие.
start-open-verify = Проверьте, подлинный ли документ.
start-open-figures = Узнайте, сколько заявлений решено и сколько просрочено.

## Услуги

services-title = Услуги
services-lead = Выберите, что вам нужно. Всё можно прочитать до входа.
services-empty = Услуг здесь пока нет.
services-officials = Для должностных лиц
services-demonstration = Демонстрационное правило

## Услуга до входа

service-what = Что вы получите
service-who = Кто может подать заявление
service-who-person = Любой совершеннолетний: за себя или за того, кого он представляет.
service-who-role = Только должностные лица в этой роли: { $role }.
service-cost = Сколько это стоит
service-cost-free = Подать заявление ничего не стоит. Если сама услуга платная, плата названа выше.
service-time = Сколько это займёт
service-time-at-once = Несколько минут, если по реестрам видно, что все условия выполнены.
service-time-term = Если решает должностное лицо, срок такой: { $term }.
service-time-state = { $state }: { $term }
service-time-several = Если решает должностное лицо, срок зависит от того, что нужно сделать:
service-need = О чём мы спросим
service-need-nothing = Ни о чём. Всё нужное есть в реестрах.
service-known = Чего приносить не нужно
service-known-text = Это мы прочитаем сами, а вы увидите каждый просмотр на своей странице.
service-agency = Кто решает
service-law = Что говорит закон
service-attested = Прочтение закона: { $by }, { $date }.
service-demonstration = Эта услуга или её правило придуманы для демонстрации. Они не действуют.
service-start = Подать заявление
service-start-signed-out = Войти и подать заявление

## Форма, проверка, подтверждение

form-place = Шаг { $page } из { $pages }
form-place-more = Шаг { $page } из { $pages }, ещё вопрос
place-hint = Название или код. Достаточно начала названия
place-choose = Так называется несколько мест. Какое из них?
place-many = Так называется больше { $count } мест: введите название полнее
form-known-heading = Что уже есть в реестрах
form-known-wrong = Если здесь что-то неверно, попросите исправить это орган, который ведёт реестр. Куда обратиться, сказано на вашей странице:
check-title = Проверьте перед отправкой
check-answers = Ваши ответы
check-no-answers = Отвечать ни на что не нужно.
check-known = Что мы знаем и не спрашиваем
check-promise = Отправляя заявление, вы подтверждаете, что ответы верны.
check-send = Отправить заявление
confirm-granted = Решено в вашу пользу
confirm-review = Ваше заявление у нас
confirm-number = Номер дела: { $number }
confirm-granted-text = Все условия выполнены. Решение действует с сегодняшнего дня.
confirm-review-text = Вам не отказано. Дело посмотрит должностное лицо: по одним реестрам решить его нельзя.
confirm-why = Почему решает должностное лицо
confirm-case = Перейти к делу
next-document = Скачайте решение. По коду на нём его может проверить любой.
next-official = Не позднее { $date } должностное лицо примет решение.
next-silence = Если к этому дню решения не будет, дело перейдёт к руководителю учреждения, и вы увидите это здесь.
next-grant-by-silence = Если к этому дню решения не будет, по закону заявление считается удовлетворённым.
next-news = Решение появится на вашей странице. Приходить или звонить, чтобы узнать его, не нужно.

## Дело

case-title = Дело { $number }
case-filed = Подано: { $date }
case-closed-text = Вы отозвали это заявление. Больше ничего делать не нужно. Если услуга понадобится, подайте заявление снова:
case-waiting = Дело у должностного лица
case-waiting-you = Нужен ваш ответ
    .officer = Нужен ответ заявителя
case-passed = Дело передано в другой орган
case-passed-text = { $date }: дело передано. Раньше — { $from }, теперь решает { $to }. Заново ничего подавать не нужно.
case-correct-text = Должностное лицо просит вас посмотреть эти ответы ещё раз и отправить исправленными.
case-correct = Исправить ответы
case-correct-send = Отправить исправления
case-overdue = Срок решения нарушен
case-overdue-text = Срок прошёл. Дело перешло к руководителю учреждения и учтено в открытых цифрах.
case-overdue-since = Последний день для решения: { $date }.
case-answers = Ваши ответы
    .officer = Ответы заявителя
case-known = Что сказали реестры
case-clock = Срок решения
case-clock-you = Срок для вашего ответа
    .officer = Срок для ответа заявителя
case-clock-step = Сколько мы ждём
case-term = Срок по закону: { $term }.
term-working = { $days ->
    [one] { $days } рабочий день
    [few] { $days } рабочих дня
    [many] { $days } рабочих дней
   *[other] { $days } рабочего дня
 }
term-calendar = { $days ->
    [one] { $days } календарный день
    [few] { $days } календарных дня
    [many] { $days } календарных дней
   *[other] { $days } календарного дня
 }
term-hours = { $hours } ч рабочего времени учреждения
stands-payment = Срок для учреждения не идёт: плата ещё не внесена.
stands-you = Срок для учреждения не идёт: оно ждёт вашего ответа.
    .officer = Срок для учреждения не идёт: оно ждёт заявителя.
stands-applicant = Срок для учреждения не идёт: ждём заявителя.
stands-visit = Срок для учреждения не идёт: ждём посещения.
stands-until = Ждём по { $date }.
case-history = Что уже произошло
case-given = Что вы получаете
    .officer = Что получает заявитель
case-more = Дополнительное решение
case-more-text = Прежнее решение остаётся в силе. Это дополняет его.
case-withdraw = Отозвать заявление
case-withdraw-text = Рассмотрение закончится без решения. Позже можно подать заявление снова.
case-withdraw-sure = Да, отозвать
case-withdraw-keep = Нет, оставить
history-filed = Заявление подано
history-decided = Решение принято
history-taken = Дело взято в работу
history-returned = Возвращено на исправление
history-corrected = Исправления отправлены
history-escalated = Срок прошёл: дело у руководителя учреждения
history-passed = Передано в другой орган: { $agency }
history-silence = Срок прошёл: удовлетворено по закону
history-withdrawn = Заявление отозвано
history-appealed = Подана жалоба
history-again = Решено заново: изменился реестр
history-fast-forward = Дело продолжается по новым правилам услуги
history-document = Решение скачано
history-reviewed = Передано должностному лицу
history-you = Вы
    .officer = Заявитель
history-rules = По правилам, машиной
history-official = { $name }, { $post }
post = { $role }, { $office }

## Решение, обжалование

decision-by-rules = { $date }, решено по правилам, машиной, за учреждение: { $office }
decision-by-official = { $date }, решение принял(а): { $who }
decision-reasons = Почему
decision-change = Что могло бы это изменить
decision-facts = Какие данные учтены
decision-trace = Как применено каждое правило
rows-taken = Строка { $rows } таблицы: { $inputs }.
rows-none = Ни одна строка таблицы: { $inputs }.
decision-document = Скачать решение (PDF)
appeal-heading = Если вы не согласны
    .officer = Если заявитель не согласен
appeal-body = Жалобу рассматривает: { $body }. Тот, кто принял это решение, в рассмотрении не участвует.
appeal-until = Жалобу можно подать по { $date } включительно.
appeal-court = После этого можно обратиться в суд: { $court }.
appeal-court-only = Вы можете обратиться в суд: { $court }.
    .officer = Заявитель может обратиться в суд: { $court }.
appeal-button = Обжаловать решение
silence-text = Решения ещё нет, поэтому обжаловать нечего. Но можно пожаловаться на молчание учреждения. Жалобу рассмотрит: { $body }.
silence-button = Пожаловаться на отсутствие решения
appeal-over = Срок обжалования истёк { $date }
appeal-no-petition = Жалоба оспаривает именно это решение. Предложение или жалобу о другом подают как обращение гражданина.

## Сроки

clock-left-working = { $days ->
    [one] Остался { $days } рабочий день
    [few] Осталось { $days } рабочих дня
    [many] Осталось { $days } рабочих дней
   *[other] Осталось { $days } рабочего дня
 }
clock-left = { $days ->
    [one] Остался { $days } день
    [few] Осталось { $days } дня
    [many] Осталось { $days } дней
   *[other] Осталось { $days } дня
 }
clock-left-hours = Осталось рабочего времени учреждения: { $hours } ч { $minutes } мин
clock-over-working = { $days ->
    [one] Просрочено на { $days } рабочий день
    [few] Просрочено на { $days } рабочих дня
    [many] Просрочено на { $days } рабочих дней
   *[other] Просрочено на { $days } рабочего дня
 }
clock-over = { $days ->
    [one] Просрочено на { $days } день
    [few] Просрочено на { $days } дня
    [many] Просрочено на { $days } дней
   *[other] Просрочено на { $days } дня
 }
clock-today = Сегодня последний день
clock-paused = Срок приостановлен
clock-until = Последний день: { $date }
clock-until-moment = Срок истекает: { $moment }
clock-pay-until = Ждём оплаты: заплатить можно по { $date }.
clock-table = Показать дни таблицей
clock-caption = Дни срока
clock-day = День
clock-what = Счёт
clock-filed = День подачи: не считается
clock-start = Срок начинается после этого дня: не считается
clock-past = { $number }-й день срока
clock-now = { $number }-й день срока, сегодня
clock-ahead = { $number }-й день срока, впереди
clock-off = Не считается: выходной
clock-off-named = Не считается: { $name }
clock-paused-day = Не считается: { $why }
clock-last = (последний день)
clock-waits-for-you = ждём вашего исправления
    .officer = ждём исправления от заявителя

## Квитанция

receipt-heading = Подтверждение в журнале
receipt-stored = Сохранено навсегда: { $time }.
receipt-leaf = Запись № { $number }
receipt-root = Печать; записей под ней: { $size }
receipt-path = { $steps ->
    [one] От вашей записи до опубликованной печати { $steps } шаг. Кто изменит запись, сломает печать.
    [few] От вашей записи до опубликованной печати { $steps } шага. Кто изменит запись, сломает печать.
    [many] От вашей записи до опубликованной печати { $steps } шагов. Кто изменит запись, сломает печать.
   *[other] От вашей записи до опубликованной печати { $steps } шага. Кто изменит запись, сломает печать.
 }
receipt-waiting = Печать над этой записью появится через несколько секунд. Загрузите страницу ещё раз, чтобы увидеть её.
receipt-details = Показать числа доказательства
receipt-number = Номер записи
receipt-hash = Отпечаток записи
receipt-step-before = сосед до
receipt-step-after = сосед после
receipt-root-hash = Опубликованная печать
receipt-proof = Скачать доказательство

## Моя страница

me-title = Моя страница
me-owed = К оплате
me-owed-until = Оплатите по { $date }.
me-owed-late = Последний день для оплаты был { $date }.
me-owed-where = Оплата — в кассе отдела. Начните здесь:
me-owed-undated = Последний день для оплаты не назначен.
me-cases = Ваши дела
me-cases-empty = Дел у вас пока нет.
records-title = Что государство хранит о вас
records-lead = Все реестры, где есть записи о вас: как сейчас и как было. То, что вы посмотрели, отмечается один раз за сеанс.
records-empty = Ни в одном реестре о вас ничего нет.
records-former = Прежнее, будущее и исправленное: { $count }
records-over = Больше не действует.
records-since = Так с { $from }
records-until = Так с { $from } по { $until }
records-ended = Прекращено { $from }
records-always = Так с начала реестра
records-before = Так с начала реестра по { $until }
records-entered = внесено { $at }
records-correct = Есть ошибка? За исправлением обращайтесь сюда: { $keeper }, { $office }, { $address }.
me-letters = Ваши письма
me-letters-empty = Писем для вас пока нет.
me-looked = Кто смотрел ваши данные
me-looked-lead = Здесь каждый просмотр: зачем и по какой статье. Посмотреть и не оставить этой строки нельзя никому.
me-looked-kept = { $days ->
    [one] Этот список мы храним { $days } день.
    [few] Этот список мы храним { $days } дня.
    [many] Этот список мы храним { $days } дней.
   *[other] Этот список мы храним { $days } дня.
 }
looked-empty = Ваши данные никто не смотрел.
looked-rules = Правила, машиной:
looked-keeper = Ведущий реестр орган:
looked-keeping = Внесено в реестр
looked-oneself = Вы сами
looked-applicant = Заявитель по делу, которое касается и вас
looked-case = Дело
looked-what = { $register }: { $fields }
looked-many = { $count ->
    [one] Один просмотр данных { $count } человека, и вас среди них
    [few] Один просмотр данных { $count } человек, и вас среди них
    [many] Один просмотр данных { $count } человек, и вас среди них
   *[other] Один просмотр данных { $count } человека, и вас среди них
 }
looked-ask = Спросить об этом
letter-granted = Решено в вашу пользу: { $service }. Решение находится в вашем деле.
letter-refused = Отказано: { $service }. В деле сказано, почему и как обжаловать.
letter-review = Ваше заявление у должностного лица: { $service }.
letter-correct = Исправьте заявление, последний день { $date }: { $service }.
letter-overdue = Срок нарушен, дело у руководителя учреждения: { $service }.
letter-more = Для вас есть дополнительное решение: { $service }.

## Должностным лицам

work-title = Моя работа
work-next = Взять следующее дело
work-next-text = Вы получите дело, срок которого кончается раньше всех. Дела никто не выбирает и никто не раздаёт.
work-next-none = Ожидающих дел нет. Хорошая работа.
work-mine = Взятые вами дела
work-mine-empty = Вы не взяли ни одного дела.
work-waiting = Ждут в учреждении
work-taken = У вас
work-overdue = Просрочено
work-decided = Решено вами в этом месяце
task-filed = Подано: { $date }
work-why = Почему дело пришло к человеку
work-attacked = Обжалуемое решение
work-applicant = Заявитель
work-logged = То, что вы открыли это дело, записано в журнал. Заявитель это видит.
column-claim = Что заявлено
column-registers = Что говорят реестры
column-trace = Что говорят правила
column-empty = Здесь ничего нет.
action-heading = Ваше решение
action-closed = При нынешнем состоянии дела нельзя
action-reason = Основание
action-article = Статья закона
action-agency = В какой орган
action-note = Своими словами, для заявителя
action-note-hint = Напишите, что решило дело и что человек может сделать теперь. Это он прочитает первым.
action-fields = Какие ответы нужно исправить
action-done = Ваше решение действует и записано в журнал.
counter-title = Приём
counter-lead = Обслужите человека, который пришёл в учреждение. Всё, что вы делаете, записывается под вашим и его именем.
counter-person = Идентификатор человека
counter-service = За чем он пришёл
counter-start = Начать для этого человека
counter-for = Вы действуете за другого: { $name }. Отдайте напечатанное решение.
counter-done = Закончить и принять следующего
search-title = Поиск в реестре
search-lead = Ваш поиск будет записан в журнал вместе с целью. Его увидит каждый, кого он найдёт.
search-register = Реестр
search-field = По какому полю искать
search-value = Значение
search-purpose = Цель
search-day = На какой день
search-day-hint = Оставьте пустым, если на сегодня.
search-button = Найти и записать в журнал
search-found = { $count ->
    [one] Найдена { $count } запись
    [few] Найдено { $count } записи
    [many] Найдено { $count } записей
   *[other] Найдено { $count } записи
 }
search-none = Такого значения нет ни в одной записи. Проверьте написание или ищите по другому полю.

## Демонстрация

demo-sign-in-title = Войдите как придуманный человек
demo-sign-in-lead = Все люди здесь придуманы. Выберите одного и посмотрите на государство его глазами.
demo-sign-in-button = Войти как { $name }
demo-citizen = Гражданин
demo-clock-title = Демонстрационные часы
demo-clock-lead = Переведите время вперёд и посмотрите, как истекают сроки. Перевод записывается в журнал и назад не отменяется.
demo-clock-now = Сейчас: { $time }.
demo-clock-to = Перевести на день
demo-clock-move = Перевести часы
demo-clock-moved = Часы переведены. Сейчас: { $time }.

## Проверка документа

verify-title = Проверка документа
verify-lead = Введите код с документа или наведите телефон на квадратный код.
verify-number = Код документа
verify-number-hint = 16 букв и цифр четырьмя группами, рядом с квадратным кодом. Можно маленькими буквами и без дефисов. У более старых документов вместо кода номер.
verify-digest = Отпечаток — только для более старого документа
verify-code-length = В коде 16 букв и цифр, а вы ввели { $count }. Сверьте с бумагой группу за группой. Если документ более старый и на нём номер, введите и его отпечаток.
verify-code-sign = Знака «{ $sign }» в кодах не бывает: только цифры и латинские буквы, без I, L, O и U. Сверьте с бумагой группу за группой.
verify-button = Проверить
verify-valid = Документ подлинный
verify-valid-text = Этот документ выдали мы, и он не изменён.
verify-changed = Изменён
verify-changed-text = Документ с таким номером мы выдавали, но с другим содержанием. Не полагайтесь на него; попросите подлинник.
verify-unknown = Не наш
verify-unknown-text = Документа с таким кодом мы не выдавали. Сверьте код с бумагой группу за группой; если все группы совпали, бумага не наша.
verify-issued = Выдан
verify-office = Кем выдан
verify-kind = Что это за документ
verify-again = Проверить другой документ

## Открытый журнал

log-title = Открытый журнал
log-lead = Каждое действие этого государства записано строкой в журнал, который может только расти. Строка опечатана вместе со всеми прежними, поэтому незаметно изменить или убрать её не может никто, и мы тоже.
log-in = Что в нём есть
log-in-text = Что сделано, когда, каким учреждением, по какому правилу и какой статье.
log-out = Чего в нём нет
log-out-text = Ни имени, ни идентификатора, ни суммы какого-либо человека. Такие значения закрыты случайным ключом, который есть только у самого человека и у учреждения.
log-latest = Последняя печать
log-size = Записей
log-published = Опубликована
log-root = Печать
log-origin = Имя журнала
log-none = Пока ничего не опубликовано. Вернитесь через минуту.
log-check = Как его проверить
log-check-1 = Скачайте последнюю печать и сам журнал.
log-check-2 = Вычислите печать заново программой, которую написали не мы.
log-check-3 = Сохраните печать. Если следующая её не продолжает, расскажите об этом всем.
log-checkpoint = Последняя печать (checkpoint)
log-key = Ключ журнала
log-reads = Журнал просмотров личных данных
log-reads-text = { $days ->
    [one] У просмотров личных данных есть свой журнал, он хранится { $days } день.
    [few] У просмотров личных данных есть свой журнал, он хранится { $days } дня.
    [many] У просмотров личных данных есть свой журнал, он хранится { $days } дней.
   *[other] У просмотров личных данных есть свой журнал, он хранится { $days } дня.
 } Каждый видит строки о себе.

## Открытые цифры

figures-title = Открытые цифры
figures-lead = Сосчитано по журналу. Эти же числа видит руководитель учреждения.
figures-day = На { $date }
figures-filed = Подано заявлений
figures-at-once = Решено сразу
figures-waiting = У должностных лиц
figures-overdue = Просрочено
figures-refused = Отказано
figures-reads = Просмотров личных данных
figures-by-service = По услугам
figures-by-office = По учреждениям
figures-service = Услуга
figures-office = Учреждение
figures-few = Числа меньше { $count } не показаны, чтобы никого нельзя было узнать.
figures-empty = Пока ничего не подано.

## Когда что-то не работает

error-401-title = Сначала войдите
error-401-text = Эта страница о вас или о вашей работе. Войдите, и вы вернётесь сюда.
error-403-title = Это для вас закрыто
error-403-text = Ваша роль этого не позволяет. Если вы считаете, что должна, напишите учреждению, которое ведёт этот реестр.
error-404-title = Такой страницы нет
error-404-text = Проверьте адрес или начните с начальной страницы.
error-409-title = Кто-то успел раньше
error-409-text = Дело изменилось после того, как вы его открыли. Посмотрите, какое оно сейчас, и решите снова. Ваше действие не записано.
error-413-title = Слишком много за один раз
error-413-text = Отправленное больше, чем принимает эта страница. Сократите и отправьте снова.
error-422-title = Что-то в ответах не подходит
error-422-text = Вернитесь, посмотрите отмеченные ответы и отправьте снова. Ничего не записано.
error-429-title = Слишком много запросов
error-429-text = Подождите минуту и попробуйте снова. Ничего не потеряно.
error-500-title = Что-то сломалось, и не по вашей вине
error-500-text = Отправленное вами не записано наполовину. Попробуйте снова; если повторится, сообщите нам этот номер: { $incident }.
error-503-title = Слишком много людей сразу
error-503-text = Подождите минуту и попробуйте снова. То, на что у вас есть квитанция, сохранено.
error-507-title = Хранилище заполнено
error-507-text = Сейчас мы ничего не можем записать и поэтому не показываем личных данных. То, на что у вас есть квитанция, сохранено. Нам уже сообщено.
error-home = На начальную страницу
error-case = Посмотреть, какое дело сейчас

## Отказы

refusal-not-signed-in = Вы не вошли. Войдите и попробуйте снова.
refusal-not-allowed = Ваша роль этого не позволяет. Обратитесь в учреждение, которое ведёт этот реестр.
refusal-not-yours = Это дело другого человека. Откройте своё на своей странице.
refusal-unknown-service = Такой услуги нет. Выберите из списка услуг.
refusal-unknown-case = Такого дела нет. Проверьте номер или откройте дело со своей страницы.
refusal-unknown-field = Об ответе «{ $field }» здесь не спрашивают. Уберите его.
refusal-missing-answer = Ответьте: { $field }
refusal-wrong-type = Ответ «{ $field }» записан не в том виде. Посмотрите пример и напишите так же.
refusal-bad-date = «{ $field }»: такого дня в календаре нет. Напишите день, месяц и год, например 27 3 2026.
refusal-bad-identifier = «{ $field }» записан не в том виде. Напишите так: { $form }.
refusal-no-such-person = В реестре населения нет никого с таким идентификатором. Проверьте каждую цифру.
refusal-too-long = { $max ->
    [one] «{ $field }»: слишком длинно. Не больше { $max } знака.
    [few] «{ $field }»: слишком длинно. Не больше { $max } знаков.
    [many] «{ $field }»: слишком длинно. Не больше { $max } знаков.
   *[other] «{ $field }»: слишком длинно. Не больше { $max } знака.
 }
refusal-bad-choice = Выбранного для «{ $field }» нет в списке. Выберите один из показанных ответов.
refusal-stale-version = Дело изменилось после того, как вы его открыли. Откройте его снова и решите по тому, что видите сейчас.
refusal-not-in-this-state = С делом в нынешнем состоянии этого сделать нельзя. Откройте дело и посмотрите, что можно.
refusal-unknown-action = Такого действия в этом деле нет. Откройте дело и посмотрите, что можно сделать.
refusal-reason-needed = Выберите основание решения.
refusal-article-needed = Выберите статью, на которой стоит решение.
refusal-fields-needed = Отметьте хотя бы один ответ, который нужно исправить.
refusal-note-needed = Напишите заявителю своими словами, почему.
refusal-unknown-reason = Такого основания у этой услуги нет. Выберите из списка.
refusal-unknown-article = Эта услуга на такой статье не стоит. Выберите из списка.
refusal-conflict-of-interest = Решать это дело вам нельзя: заявитель вы или ваш родственник. Верните дело, и его получит другой.
refusal-idempotency-mismatch = Эта форма уже отправлена с другими ответами. Откройте её заново и отправьте один раз.
refusal-idempotency-missing = У отправления нет своего ключа. Откройте форму заново или добавьте заголовок Idempotency-Key.
refusal-not-an-appeal = Это решение здесь не обжалуется. Куда обратиться, сказано в самом решении.
refusal-nothing-to-grant = По данным реестров правила ничего не дают по этому делу. Верните его, чтобы орган принял новое решение.
refusal-busy = Слишком много людей сразу. Подождите минуту и отправьте снова; ничего не записано.
refusal-disk-full = Хранилище заполнено, записать или прочитать ничего нельзя. То, на что у вас есть квитанция, сохранено. Попробуйте позже.
refusal-store-away = Хранилище сейчас не отвечает. То, на что у вас есть квитанция, сохранено. Попробуйте через минуту.
refusal-clock-backwards = Часы идут только вперёд. Выберите более поздний день.
refusal-nobody-of-age = Самостоятельно подать это заявление можно с { $age } лет. Пусть это сделает родитель или опекун.
refusal-purpose-needed = Укажите, с какой целью вы это читаете.
refusal-too-many-hits = { $max ->
    [one] Подходит больше { $max } записи. Ищите точнее.
    [few] Подходит больше { $max } записей. Ищите точнее.
    [many] Подходит больше { $max } записей. Ищите точнее.
   *[other] Подходит больше { $max } записи. Ищите точнее.
 }
refusal-not-yet-published = Печать над этой записью ещё не опубликована. Попробуйте через секунду.

## Документы на бумаге

paper-decision = Решение
paper-facts = Какие данные учтены
paper-fact = Сведение
paper-value = Значение
paper-source = Источник и дата
paper-reasons = Почему
paper-decided_by = Кто решил
paper-decided_on = Дата решения
paper-document = Номер документа
paper-code = Код документа
paper-appeal = Если вы не согласны
paper-verify = Проверьте этот документ
paper-verify_how = Наведите телефон на квадратный код или откройте эту страницу и введите код:
paper-verify_alt = QR-код, ведущий на страницу проверки этого документа
paper-page = Страница { $page } из { $pages }
paper-by-rules = По правилам, машиной, за учреждение: { $office }
paper-appeal-text = Жалобу можно подать по { $date } включительно. Её рассматривает: { $body }.

## Законы, правила доступа и мелкие слова страниц

law-article = { $law }, статья { $article }
law-values = Размеры и сроки по датам
law-from = С какого дня
law-until = До какого дня, не включая
law-value = Значение
field-example = Например: { $value }
case-appeals = Связанные дела
case-versions = Вы видели версию { $given } этого дела. Сейчас версия { $now }: { $state }.
work-unsent = Ваши слова заявителю, не отправлены:
looks-newest = Последние просмотры
looks-older = Более ранние просмотры
figures-small = мало
sign-in-token = Ваш код доступа
sign-in-token-hint = Его выдал вам администратор вашего учреждения. Никому его не показывайте.
sign-in-token-wrong = По этому коду никто не входит. Проверьте его или попросите у администратора новый.
error-forged-title = Эта форма больше не действует
error-forged-text = Она открыта до того, как вы вошли или вышли, либо пришла не с этого сайта. Вернитесь, загрузите страницу заново и отправьте ещё раз. Ничего не записано.
error-cookie-title = Ваш браузер не прислал cookie
error-cookie-text = Без него нельзя ни войти, ни отправить заявление. Адрес сайта должен начинаться с https://: по адресу с http:// на другой машине браузер cookie не хранит. Если адрес верный, разрешите cookie в настройках браузера. Ничего не записано.
policies-title = Кому что разрешено
policies-lead = Здесь отвечают сами правила доступа. Чего нет ни в одной строке, того нельзя никому.
policies-text = Показать сами правила (Cedar)
policies-right = Может
policies-on = С чем
policies-fields = Какие поля
policies-purpose = С какой целью
policies-only = Только если
policies-anyone = Любой
policies-person = Любой, кто вошёл
policies-machine = Правила, машиной: { $service }
policies-cases = Дела: { $service }
policies-installation = Сам этот сайт
policies-all = все
right-read = читать
right-search = искать
right-write = записывать
right-file = подавать заявление
right-view = смотреть
right-act = решать
right-take = брать следующее
right-move-clock = переводить демонстрационные часы
right-publish = публиковать правила
condition-own = это о себе
condition-not-own = это не о себе
condition-related = это о родственнике
condition-not-related = это не о родственнике
condition-free = дело не у другого должностного лица
condition-taken = дело у другого должностного лица
condition-in-office = очередь этого учреждения
condition-not-in-office = очередь не этого учреждения
condition-agency = должность здесь: { $agency }
## For programs, in problem details
error-400-title = Это не удаётся прочитать
error-405-title = Здесь так не делают
error-405-text = Этот адрес не принимает такой метод. Допустимые методы названы в заголовке Allow.
error-415-title = Не тот вид содержимого
error-415-text = Отправьте JSON в UTF-8 с заголовком Content-Type: application/json.
refusal-unknown-register = Такого реестра нет. Выберите реестр, в котором вам разрешено искать.
refusal-not-asked = При таких ответах вопрос «{ $field }» не задаётся. Уберите этот ответ.
refusal-check = Ответ на вопрос «{ $field }» не проходит проверку самой услуги. Посмотрите на вопрос и ответьте ещё раз.
refusal-search-needed = Укажите, по чему искать: хотя бы одно поле поиска.
refusal-bad-body = Присланное не удаётся прочитать: { $reason }.

## The programme
programme-title = Программа
programme-lead = Что обещало государство. Сказано и то, за что не отвечает никто.
programme-goal = Цели
programme-task = Задачи
programme-principle = Принципы
programme-outcome = Чего от неё ждут
programme-block = Что названо в речи
programme-items = всего пунктов
programme-carried = опираются на то, что здесь работает
programme-owned = с ответственным
programme-dated = со сроком
programme-evident = с доказательством
programme-sdg = Цели устойчивого развития
programme-services = Услуги
programme-registers = Реестры
programme-figures = Открытые цифры
programme-owner = Кто отвечает
programme-due = К какому сроку
programme-evidence = Доказательства
programme-nobody = никто
programme-no-date = срока нет
programme-nothing = нет
programme-missed = Срок прошёл
programme-changed = Последнее изменение
programme-first = как опубликовано впервые
programme-leaf = запись { $leaf } открытого журнала

## Деньги
money-title = Деньги
money-fee = Плата: { $amount }
money-fee-later = Вы платите после отправки заявления, наличными в кассу отдела.
money-fee-none = С такими ответами платить не нужно.
money-to-pay = К оплате: { $amount }
money-to-pay-text = Заплатите наличными в кассу этого отдела: { $office }. Назовите номер дела: { $number }. Вам дадут квитанцию, и дело пойдёт дальше.
money-owed = Вам причитается { $amount }
money-owed-cash = Вы получите их наличными в кассе этого отдела: { $office }. Назовите номер дела: { $number }.
pick-up-title = Вас ждут в отделе
paper-cash = Деньги вы получите наличными в кассе: { $office }. Назовите номер дела и возьмите документ, удостоверяющий личность.
money-owed-account = Деньги уйдут на указанный вами счёт со следующими платёжными поручениями.
money-next = Следующая выплата начисляется { $date }.
money-receipt = Квитанция
money-receipt-text = Этот номер относится к одному платежу и ни к какому другому. Храните квитанцию, пока дело не закрыто.
    .officer = Этот номер относится к одному платежу и ни к какому другому. Заявитель хранит квитанцию, пока дело не закрыто.
money-number = Номер
money-what = За что
money-case = Дело
money-amount = Сумма
money-day = День
money-person = Чьё дело
money-desk = Касса
transfer-fee = Плата внесена
transfer-refund = Плата к возврату
transfer-refund-paid = Плата возвращена наличными
transfer-benefit = Пособие начислено
transfer-benefit-paid = Пособие выдано наличными
transfer-order = Пособие направлено на счёт
pay-out = Выдать { $amount } наличными
history-paid-out = Наличные выданы
history-fee-taken = Плата принята в кассу
desk-title = Касса
desk-lead = Кто пришёл заплатить или получить деньги, называет номер своего дела.
desk-number = Номер дела
desk-number-hint = Двенадцать букв и цифр, с чёрточками или без них.
desk-open = Открыть дело
desk-none = Ни одно дело с таким номером не ждёт денег в этой кассе. Сверьте номер с тем, чьё это дело.
desk-print = Напечатайте её командой «Печать» в браузере и отдайте человеку.
desk-back = Вернуться к приёму
figures-money = Движение денег по дням
figures-money-lead = Когда день закончился, дебет и кредит всех счетов складываются и записываются в журнал. Разницы между ними нет.
figures-money-day = День
figures-money-count = Проводок
figures-money-sum = Сумма
figures-money-difference = Разница
figures-money-none = Ни один день с платежами ещё не закончился.
refusal-fee-unpaid = Плата ещё не внесена. До этого ничего не выдаётся: пусть заявитель заплатит в кассу.
refusal-nothing-to-pay = По этому делу нечего принимать или выдавать. Откройте дело снова и посмотрите, что уже оплачено.
refusal-not-enough = В кассе для этого не хватает денег. Ничего не выдано: сначала пополните кассу или выплатите в другой.
desk-drawer = В кассе: { $amount }
desk-amount = Сумма
desk-bring = Внести в кассу
desk-hand-in = Сдать из кассы

demo-citizens = Граждане
log-last = Последние записи
log-last-lead = Только то, что может прочитать каждый: имён и номеров здесь нет.
log-entry = № { $number }, { $date }
log-public = Открытая часть записи
log-proof = Доказательство
log-kind-state-publish = Опубликованы правила государства
log-kind-records-add = Записи внесены в реестр
log-kind-case-file = Подано заявление
log-kind-case-act = Действие по делу
log-kind-case-take = Сотрудник взял дело
log-kind-case-silence = Срок прошёл без ответа
log-kind-case-again = Дело решено заново
log-kind-case-migrate = Дело перешло на новую версию услуги
log-kind-case-pay = Движение денег по делу
log-kind-cash-move = Деньги внесены в кассу или сданы из неё
log-kind-ledger-day = Подтверждён денежный итог дня
log-kind-document-issue = Выдан документ
log-kind-session-start = Вход начат
log-kind-session-end = Вход завершён
log-kind-clock-move = Часы демонстрации переведены
log-kind-job-done = Выполнена работа, которая следует из действия
log-kind-log-key = Назван следующий ключ подписи
log-kind-log-restore = Записи восстановлены
log-kind-bench-act = Запись изменена при измерении
log-kind-read-bulk = Данные многих людей выданы за один раз

docs-title = Каталог услуг
docs-lead = Составлено по тексту самих правил: что здесь написано, по тому и решают. Сроки и суммы — по закону на { $date }.
docs-registers = Реестры
docs-laws = Законы
docs-version = Редакция правил { $version }
docs-nothing = Ничего.
docs-reads = Что читается
docs-reads-lead = Услуга читает только то, что указано здесь, каждое для своей цели, и каждый просмотр записывается.
docs-register = Реестр
docs-asks = Что спрашивается и зачем
docs-question = Вопрос
docs-why = Зачем
docs-only-if = Спрашивается, только если
docs-decides = Как принимается решение
docs-decides-lead = Строки проверяются по порядку; решает первая подходящая.
docs-line = Строка
docs-if = Если
docs-then = То
docs-because = Потому что
docs-otherwise = Во всех остальных случаях
docs-rules = Правила
docs-rules-lead = Что говорится в решении о каждом правиле и на какой статье оно основано.
docs-rule = Что говорится в решении
docs-name-in-rules = Имя в правилах
docs-formula = Формула
docs-as-written = Как записано
docs-way = Путь дела
docs-way-lead = На схеме показаны состояния, что в них можно сделать и к чему это ведёт. Таблица ниже говорит то же самое.
docs-picture = Состояния и действия: { $service }
docs-bpmn = То же в виде файла BPMN
docs-fee-unpaid = Сбор ещё не уплачен
docs-appeal-allowed = Жалоба удовлетворена
docs-filed = Подано
docs-rules-decide = Решают правила
docs-state = Состояние
docs-who = Кто
docs-applicant = Заявитель
docs-time = Время
docs-action = Действие или срок
docs-leads-to = Ведёт к
docs-silence-escalate = Срок прошёл: дело получает { $role }
docs-silence-to = Срок прошёл: { $state }
docs-outcomes = Исходы
docs-outcome = Исход
docs-gives = Что даёт
docs-gives-amount = Сумма:
docs-gives-record = Запись в реестре:
docs-gives-letter = Письмо с решением
docs-gives-refund = Уплаченное возвращается
docs-favour-for = Правила автоматически или должностное лицо
docs-favour-against = Только названное должностное лицо, с причиной и статьёй
docs-favour-neutral = Заявитель или должностное лицо, но не машина
docs-favour-moot = Правила автоматически: решать нечего
docs-appeal = Обжалование
docs-appeal-none = Правила не называют обжалования.
docs-appeal-to = Рассматривает: { $agency }.
docs-appeal-within = Срок: { $term }.
docs-data = Куда идут данные
docs-data-lead = От поля реестра к правилам, которые могут его использовать, к строкам решения и к исходам, до которых оно доходит.
docs-reaches = До каких исходов доходит
docs-field = Поле
docs-fields = Поля
docs-type = Вид
docs-may-be-absent = Может отсутствовать
docs-type-text = Текст
docs-type-number = Число
docs-type-money = Сумма денег
docs-type-bool = Да или нет
docs-type-date = Дата
docs-type-person = Лицо
docs-type-place = Место
docs-owner = Ведёт: { $agency }.
docs-used-by = Используют
