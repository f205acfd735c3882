# המילים של הממשק עצמו. שם, תאריך ומספר באים אחרי נקודתיים כשאפשר.

## צורות של מספרים, תאריכים ורשימות

number-group = ,
number-decimal = .
percent = { $number }%
money = { $amount }{"\u00A0"}{ $unit }
amount-each-month = { $amount } לחודש
date-long = { $day } ב{ $month } { $year }
month-1 = ינואר
month-2 = פברואר
month-3 = מרץ
month-4 = אפריל
month-5 = מאי
month-6 = יוני
month-7 = יולי
month-8 = אוגוסט
month-9 = ספטמבר
month-10 = אוקטובר
month-11 = נובמבר
month-12 = דצמבר
month-of-year = { $month } { $year }
month-name-1 = ינואר
month-name-2 = פברואר
month-name-3 = מרץ
month-name-4 = אפריל
month-name-5 = מאי
month-name-6 = יוני
month-name-7 = יולי
month-name-8 = אוגוסט
month-name-9 = ספטמבר
month-name-10 = אוקטובר
month-name-11 = נובמבר
month-name-12 = דצמבר
weekday-1 = יום שני
weekday-2 = יום שלישי
weekday-3 = יום רביעי
weekday-4 = יום חמישי
weekday-5 = יום שישי
weekday-6 = שבת
weekday-7 = יום ראשון
time = { $hour }:{ $minute }
date-time = { $date }, { $time }
list-separator = {", "}
yes = כן
no = לא
unknown = לא ידוע

## המסגרת של כל דף

product-name = Taza Koom
page-title = { $title } · { $product }
page-title-failed = שגיאה: { $title } · { $product }
skip-link = אל התוכן העיקרי
nav-main = מדורים עיקריים
nav-language = שפה
nav-services = שירותים
nav-me = הדף שלי
nav-work = העבודה שלי
nav-counter = דלפק
nav-search = מרשמים
sign-in = כניסה
sign-out = יציאה
signed-in-as = נכנסת בשם
back = חזרה
footer-heading = על האתר הזה
footer-log = היומן הציבורי
footer-verify = בדיקת מסמך
footer-figures = מספרים ציבוריים
footer-api = לתוכנות (API)
footer-clock = שעון ההדגמה
footer-check = כל החלטה וכל עיון במידע אישי נרשמים ביומן שכל אחד יכול לבדוק.

## חלקי טפסים ורשימות

error-summary-title = יש מה לתקן
error-prefix = שגיאה:
optional = { $label } (לא חובה)
why-we-ask = למה אנחנו שואלים את זה
choose = יש לבחור מהרשימה
continue = המשך
cancel = ביטול
change = שינוי
date-day = יום
date-month = חודש
date-year = שנה
source-answer = התשובה שלך
source-register = { $register }, מאז { $date }
next-heading = מה קורה עכשיו
pages-label = דפי הרשימה
pages-previous = הדף הקודם
pages-next = הדף הבא
pages-place = דף { $page } מתוך { $pages }

## דף הפתיחה

start-title = לקבל את מה שהחוק נותן לך
start-lead = אפשר למצוא שירות, לענות רק על מה שהמדינה עוד לא יודעת, ולראות מיד מה הוחלט ולמה.
start-services = מציאת שירות
start-sign-in-heading = הדף שלך
start-sign-in = כאן רואים את התיקים, את המכתבים ואת כל מי שעיין במידע שלך.
start-open-heading = לבדוק את המדינה
start-open-log = לקרוא את היומן הציבורי, שבו כל פעולה רשומה לעד.
start-open-verify = לבדוק אם מסמך הוא אמיתי.
start-open-figures = לראות כמה בקשות הוכרעו וכמה מתעכבות.

## שירותים

services-title = שירותים
services-lead = יש לבחור מה נחוץ. אפשר לקרוא הכול לפני הכניסה.
services-empty = אין כאן עדיין שירותים.
services-officials = לעובדי ציבור
services-demonstration = כלל להדגמה

## שירות לפני הכניסה

service-what = מה מקבלים
service-who = מי רשאי לבקש
service-who-person = כל אדם בגיר, בשביל עצמו או בשביל מי שהוא מייצג.
service-who-role = רק עובדי ציבור בתפקיד הזה: { $role }.
service-cost = כמה זה עולה
service-cost-free = כלום. השירות בחינם.
service-time = כמה זמן זה לוקח
service-time-at-once = כמה דקות, אם המרשמים מראים שכל התנאים מתקיימים.
service-time-term = אם עובד ציבור צריך להחליט, המועד הוא: { $term }.
service-time-state = { $state }: { $term }
service-time-several = אם עובד ציבור צריך להחליט, המועד תלוי במה שיש לעשות:
service-need = מה נשאל אותך
service-need-nothing = כלום. המרשמים יודעים את כל הדרוש.
service-known = מה אין צורך להביא
service-known-text = את זה נקרא בעצמנו, וכל עיון מופיע בדף שלך.
service-agency = מי מחליט
service-law = מה אומר החוק
service-attested = נקרא מן החוק: { $by }, { $date }.
service-demonstration = השירות הזה או הכלל שלו הומצאו לצורך ההדגמה. אין להם תוקף.
service-start = הגשת בקשה
service-start-signed-out = כניסה והגשת בקשה

## טופס, בדיקה, אישור

form-place = שלב { $page } מתוך { $pages }
form-place-more = שלב { $page } מתוך { $pages }, שאלה נוספת
place-hint = השם או הקוד. די בתחילת השם
place-choose = לכמה מקומות יש שם כזה. איזה מהם?
place-many = ליותר מ־{ $count } מקומות יש שם כזה: הקלידו עוד מן השם
form-known-heading = מה המרשמים כבר אומרים
form-known-wrong = אם משהו כאן שגוי, בקשו תיקון מהגוף שמנהל את המרשם. היכן לבקש כתוב בדף שלכם:
check-title = בדיקה לפני השליחה
check-answers = התשובות שלך
check-no-answers = לא דרושה לנו שום תשובה ממך.
check-known = מה אנחנו יודעים ולא שואלים
check-promise = בשליחה הזאת יש אישור שהתשובות נכונות.
check-send = שליחת הבקשה
confirm-granted = הבקשה אושרה
confirm-review = הבקשה אצלנו
confirm-number = מספר התיק: { $number }
confirm-granted-text = כל התנאים מתקיימים. ההחלטה בתוקף מהיום.
confirm-review-text = שום דבר לא נדחה. עובד ציבור צריך לעיין בזה, כי המרשמים לבדם אינם מספיקים כדי להחליט.
confirm-why = למה עובד ציבור מחליט
confirm-case = אל התיק
next-document = אפשר להוריד את ההחלטה. יש בה קוד שבעזרתו כל אחד יכול לבדוק אותה.
next-official = עובד ציבור מחליט עד התאריך הזה: { $date }.
next-silence = אם לא תהיה החלטה עד אז, התיק יעבור לראש המשרד, וזה ייראה כאן.
next-grant-by-silence = אם לא תהיה החלטה עד אז, לפי החוק הבקשה נחשבת מאושרת.
next-news = ההחלטה תופיע בדף שלך. אין צורך לבוא או לטלפן.

## תיק

case-title = תיק { $number }
case-filed = הוגש: { $date }
case-closed-text = הבקשה נמשכה. אין צורך לעשות דבר. אם השירות נחוץ, אפשר להגיש שוב:
case-waiting = עובד ציבור מטפל בתיק
case-waiting-you = דרוש לנו משהו ממך
case-passed = התיק הועבר לרשות אחרת
case-passed-text = ב־{ $date } העבירה { $from } את התיק אל { $to }, וזו מחליטה עכשיו. אין צורך לשלוח דבר מחדש.
case-correct-text = עובד הציבור מבקש לעיין שוב בתשובות האלה ולשלוח אותן מתוקנות.
case-correct = תיקון התשובות
case-correct-send = שליחת התיקונים
case-overdue = ההחלטה מתעכבת
case-overdue-text = המועד עבר. התיק אצל ראש המשרד ונספר במספרים הציבוריים.
case-overdue-since = היום האחרון להחלטה היה { $date }.
case-answers = התשובות שלך
case-known = מה אמרו המרשמים
case-clock = המועד להחלטה
case-clock-you = המועד לתשובתך
case-clock-step = כמה זמן ממתינים
case-term = המועד לפי החוק: { $term }.
term-working = { $days ->
    [one] יום עבודה אחד
    [two] { $days } ימי עבודה
    [many] { $days } ימי עבודה
   *[other] { $days } ימי עבודה
 }
term-calendar = { $days ->
    [one] יום אחד
    [two] { $days } ימים
    [many] { $days } יום
   *[other] { $days } ימים
 }
term-hours = { $hours } שעות פתיחה של המשרד
stands-payment = המועד של המשרד אינו רץ: האגרה עדיין לא שולמה.
stands-you = המועד של המשרד אינו רץ: הוא ממתין לתשובתך.
stands-applicant = המועד של המשרד אינו רץ: הוא ממתין למבקש.
stands-visit = המועד של המשרד אינו רץ: הוא ממתין לביקור.
stands-until = ההמתנה עד { $date }.
case-history = מה קרה עד עכשיו
case-given = מה מקבלים
case-more = החלטה נוספת
case-more-text = ההחלטה הקודמת נשארת בתוקף. זו מוסיפה עליה.
case-withdraw = משיכת הבקשה
case-withdraw-text = הבקשה תסתיים בלי החלטה. אפשר לבקש שוב אחר כך.
case-withdraw-sure = כן, למשוך
case-withdraw-keep = לא, להשאיר
history-filed = הבקשה הוגשה
history-decided = הוחלט
history-taken = עובד ציבור לקח את התיק
history-returned = הוחזר לתיקון
history-corrected = התיקונים נשלחו
history-escalated = המועד עבר: התיק אצל ראש המשרד
history-passed = הועבר אל { $agency }
history-silence = המועד עבר: אושר לפי החוק
history-withdrawn = הבקשה נמשכה
history-appealed = הוגש ערר
history-again = הוחלט שוב כי מרשם השתנה
history-fast-forward = התיק נמשך לפי הכללים החדשים של השירות
history-document = ההחלטה הורדה
history-reviewed = הועבר לעובד ציבור
history-you = על ידך
history-rules = הכללים, במכונה
history-official = { $name }, { $post }
post = { $role }, { $office }

## החלטה, ערר

decision-by-rules = { $date }, הכללים החליטו, במכונה, בשביל: { $office }
decision-by-official = { $date }, ההחלטה של: { $who }
decision-reasons = למה
decision-change = מה היה משנה את זה
decision-facts = באיזה מידע השתמשנו
decision-trace = איך הופעל כל כלל
rows-taken = שורה { $rows } בטבלה: { $inputs }.
rows-none = אין שורה כזאת בטבלה: { $inputs }.
decision-document = הורדת ההחלטה (PDF)
appeal-heading = אם אין הסכמה
appeal-body = בערר דן: { $body }. מי שהחליט את ההחלטה הזאת אינו משתתף.
appeal-until = אפשר לערור עד היום הזה ועד בכלל: { $date }.
appeal-court = אחר כך אפשר לפנות לבית המשפט: { $court }.
appeal-court-only = אפשר לפנות לבית המשפט: { $court }.
appeal-button = הגשת ערר
silence-text = עדיין לא הוחלט דבר, ולכן אין החלטה לערור עליה. אפשר להתלונן על השתיקה אצל: { $body }.
silence-button = תלונה על כך שאיש לא החליט
appeal-over = המועד להגשת ערר הסתיים: { $date }.
appeal-no-petition = ערר תוקף את ההחלטה הזאת בלבד. להצעה או לתלונה על דבר אחר יש לכתוב עצומה.

## מועדים

clock-left-working = { $days ->
    [one] נשאר יום עבודה { $days }
    [two] נשארו { $days } ימי עבודה
    [many] נשארו { $days } ימי עבודה
   *[other] נשארו { $days } ימי עבודה
 }
clock-left = { $days ->
    [one] נשאר יום { $days }
    [two] נשארו { $days } ימים
    [many] נשארו { $days } יום
   *[other] נשארו { $days } ימים
 }
clock-left-hours = שעות פתיחה שנותרו: { $hours } ש׳ { $minutes } ד׳
clock-over-working = { $days ->
    [one] איחור של יום עבודה { $days }
    [two] איחור של { $days } ימי עבודה
    [many] איחור של { $days } ימי עבודה
   *[other] איחור של { $days } ימי עבודה
 }
clock-over = { $days ->
    [one] איחור של יום { $days }
    [two] איחור של { $days } ימים
    [many] איחור של { $days } יום
   *[other] איחור של { $days } ימים
 }
clock-today = היום הוא היום האחרון
clock-paused = השעון עומד
clock-until = היום האחרון: { $date }
clock-until-moment = המועד מסתיים: { $moment }
clock-pay-until = ממתינים לתשלום: אפשר לשלם עד { $date }.
clock-table = הצגת הימים בטבלה
clock-caption = ימי המועד
clock-day = יום
clock-what = נספר
clock-filed = יום ההגשה: לא נספר
clock-start = המועד מתחיל אחרי היום הזה: לא נספר
clock-past = יום { $number } של המועד
clock-now = יום { $number } של המועד, היום
clock-ahead = יום { $number } של המועד, עוד יבוא
clock-off = לא נספר: יום חופש
clock-off-named = לא נספר: { $name }
clock-paused-day = לא נספר: { $why }
clock-last = (היום האחרון)
clock-waits-for-you = מחכים לתיקון שלך

## קבלה

receipt-heading = אישור ביומן
receipt-stored = נשמר לעד: { $time }.
receipt-leaf = רשומה מס׳ { $number }
receipt-root = חותם מעל { $size } רשומות
receipt-path = { $steps ->
    [one] צעד { $steps } מוביל מהרשומה שלך אל החותם שפורסם. מי שישנה את הרשומה ישבור את החותם.
    [two] { $steps } צעדים מובילים מהרשומה שלך אל החותם שפורסם. מי שישנה את הרשומה ישבור את החותם.
    [many] { $steps } צעדים מובילים מהרשומה שלך אל החותם שפורסם. מי שישנה את הרשומה ישבור את החותם.
   *[other] { $steps } צעדים מובילים מהרשומה שלך אל החותם שפורסם. מי שישנה את הרשומה ישבור את החותם.
 }
receipt-waiting = החותם מעל הרשומה הזאת יפורסם תוך שניות. כדי לראות אותו יש לטעון שוב את הדף.
receipt-details = הצגת מספרי ההוכחה
receipt-number = מספר הרשומה
receipt-hash = טביעת האצבע של הרשומה
receipt-step-before = השכן שלפני
receipt-step-after = השכן שאחרי
receipt-root-hash = החותם שפורסם
receipt-proof = הורדת ההוכחה

## הדף שלי

me-title = הדף שלי
me-owed = לתשלום
me-owed-until = יש לשלם עד { $date }.
me-owed-late = היום האחרון לתשלום היה { $date }.
me-owed-where = משלמים בקופת המשרד. להתחלה:
me-owed-undated = לא נקבע יום אחרון לתשלום.
me-cases = התיקים שלך
me-cases-empty = אין לך עדיין תיקים.
records-title = מה המדינה מחזיקה עליך
records-lead = כל המרשמים שיש בהם רשומה עליך, כפי שהיא היום וכפי שהייתה. העיון שלך נרשם פעם אחת בכל כניסה.
records-empty = באף מרשם אין דבר עליך.
records-former = לפני כן, אחרי כן ומה שתוקן: { $count }
records-over = זה כבר אינו תקף.
records-since = כך מאז { $from }
records-until = כך מ־{ $from } עד { $until }
records-ended = הסתיים ב־{ $from }
records-always = כך מראשית המרשם
records-before = כך מראשית המרשם ועד { $until }
records-entered = נרשם { $at }
records-correct = יש טעות? לתיקון יש לפנות אל { $keeper }: { $office }, { $address }.
me-letters = המכתבים שלך
me-letters-empty = אין עדיין מכתבים בשבילך.
me-looked = מי עיין במידע שלך
me-looked-lead = כל עיון רשום כאן, עם הסיבה ועם הסעיף שמתיר אותו. איש אינו יכול לעיין בלי להשאיר את השורה הזאת.
me-looked-kept = { $days ->
    [one] אנחנו שומרים את הרשימה הזאת יום { $days }.
    [two] אנחנו שומרים את הרשימה הזאת { $days } ימים.
    [many] אנחנו שומרים את הרשימה הזאת { $days } יום.
   *[other] אנחנו שומרים את הרשימה הזאת { $days } ימים.
 }
looked-empty = איש לא עיין במידע שלך.
looked-rules = הכללים, במכונה:
looked-keeper = הגוף שמנהל את המרשם:
looked-keeping = נרשם במרשם
looked-oneself = עיון עצמי
looked-applicant = מגיש הבקשה בתיק שנוגע גם לך
looked-case = תיק
looked-what = { $register }: { $fields }
looked-many = { $count ->
    [one] עיון אחד במידע של אדם { $count }
    [two] עיון אחד במידע של { $count } אנשים, ובהם שלך
    [many] עיון אחד במידע של { $count } אנשים, ובהם שלך
   *[other] עיון אחד במידע של { $count } אנשים, ובהם שלך
 }
looked-ask = לשאול על זה
letter-granted = אושר: { $service }. ההחלטה נמצאת בתיק שלך.
letter-refused = נדחה: { $service }. בתיק כתוב למה, ואיך לערור.
letter-review = עובד ציבור מעיין בבקשה שלך: { $service }.
letter-correct = יש לתקן את הבקשה, היום האחרון { $date }: { $service }.
letter-overdue = מתעכב, עכשיו אצל ראש המשרד: { $service }.
letter-more = החלטה נוספת בשבילך: { $service }.

## עובדי ציבור

work-title = העבודה שלי
work-next = לקיחת התיק הבא
work-next-text = מתקבל התיק שמועדו מסתיים ראשון. איש אינו בוחר תיקים ואיש אינו מחלק אותם.
work-next-none = שום תיק אינו ממתין. עבודה טובה.
work-mine = תיקים שלקחת
work-mine-empty = לא לקחת שום תיק.
work-waiting = ממתינים במשרד
work-taken = אצלך
work-overdue = מתעכבים
work-decided = הוכרעו על ידך החודש
task-filed = הוגש: { $date }
work-why = למה זה הגיע לעובד ציבור
work-attacked = ההחלטה שעליה עוררים
work-applicant = המבקש
work-logged = פתיחת התיק הזה נרשמה ביומן. המבקש רואה את זה.
column-claim = מה מבקשים
column-registers = מה אומרים המרשמים
column-trace = מה אומרים הכללים
column-empty = אין כאן כלום.
action-heading = ההחלטה שלך
action-closed = לא אפשרי במצבו הנוכחי של התיק
action-reason = סיבה
action-article = סעיף בחוק
action-agency = לאיזו רשות
action-note = במילים שלך, למבקש
action-note-hint = יש לומר מה הכריע ומה אפשר לעשות עכשיו. את זה קוראים קודם.
action-fields = אילו תשובות יש לתקן
action-done = ההחלטה שלך בתוקף ורשומה ביומן.
counter-title = דלפק
counter-lead = כאן משרתים אדם שבא למשרד. כל פעולה נרשמת בשמך ובשמו.
counter-person = המזהה של האדם
counter-service = לשם מה בא
counter-start = התחלה בשביל האדם הזה
counter-for = הפעולה נעשית בשביל { $name }. יש למסור את ההחלטה המודפסת.
counter-done = סיום וקבלת האדם הבא
search-title = חיפוש במרשם
search-lead = החיפוש נרשם ביומן עם מטרתו. כל מי שנמצא רואה אותו.
search-register = מרשם
search-field = לפי מה לחפש
search-value = ערך
search-purpose = מטרה
search-day = נכון ליום הזה
search-day-hint = להיום יש להשאיר ריק.
search-button = חיפוש ורישום ביומן
search-found = { $count ->
    [one] נמצאה רשומה { $count }
    [two] נמצאו { $count } רשומות
    [many] נמצאו { $count } רשומות
   *[other] נמצאו { $count } רשומות
 }
search-none = אין רשומה עם הערך הזה. יש לבדוק את הכתיב או לחפש לפי שדה אחר.

## הדגמה

demo-sign-in-title = כניסה בשם אדם מומצא
demo-sign-in-lead = כל האנשים כאן מומצאים. אפשר לבחור אחד ולראות את המדינה בעיניו.
demo-sign-in-button = כניסה בשם { $name }
demo-citizen = אזרח
demo-clock-title = שעון ההדגמה
demo-clock-lead = אפשר להזיז את הזמן קדימה ולראות מועדים נגמרים. ההזזה נרשמת ביומן ואין לבטל אותה.
demo-clock-now = עכשיו: { $time }.
demo-clock-to = הזזה ליום הזה
demo-clock-move = הזזת השעון
demo-clock-moved = השעון הוזז. עכשיו: { $time }.

## בדיקת מסמך

verify-title = בדיקת מסמך
verify-lead = יש להקליד את הקוד שעל המסמך או לסרוק את הקוד המרובע בטלפון.
verify-number = קוד המסמך
verify-number-hint = 16 אותיות וספרות בארבע קבוצות, ליד הקוד המרובע. במסמך ישן יותר יש מספר במקומו.
verify-digest = טביעת האצבע, רק למסמך ישן יותר
verify-code-length = בקוד יש 16 אותיות וספרות, והוקלדו { $count }. יש להשוות אותו לנייר קבוצה אחר קבוצה. אם המסמך ישן יותר ויש בו מספר, יש להקליד גם את טביעת האצבע שלו.
verify-code-sign = הסימן „{ $sign }” אינו מופיע באף קוד: יש רק ספרות ואותיות לטיניות, בלי I, L, O ו־U. יש להשוות אותו לנייר קבוצה אחר קבוצה.
verify-button = בדיקה
verify-valid = אמיתי
verify-valid-text = אנחנו הנפקנו את המסמך הזה, והוא לא שונה.
verify-changed = שונה
verify-changed-text = הנפקנו מסמך עם המספר הזה, אבל לא עם התוכן הזה. אין לסמוך עליו; יש לבקש את המקור.
verify-unknown = לא שלנו
verify-unknown-text = לא הנפקנו מסמך עם הקוד הזה. יש להשוות אותו לנייר קבוצה אחר קבוצה; אם כל הקבוצות זהות, הנייר אינו שלנו.
verify-issued = הונפק ביום
verify-office = הונפק על ידי
verify-kind = מה זה
verify-again = בדיקת מסמך אחר

## היומן הציבורי

log-title = היומן הציבורי
log-lead = כל פעולה של המדינה הזאת היא שורה ביומן שרק יכול לגדול. כל שורה חתומה יחד עם כל מה שלפניה, ולכן איש אינו יכול לשנות או למחוק שורה בלי שיראו, גם לא אנחנו.
log-in = מה יש בו
log-in-text = מה נעשה, מתי, באיזה משרד, לפי איזה כלל ואיזה סעיף.
log-out = מה אין בו
log-out-text = אין בו שם, מזהה או סכום של אדם כלשהו. ערכים כאלה נעולים במפתח אקראי שיש רק לאדם ולמשרד.
log-latest = החותם האחרון
log-size = רשומות
log-published = פורסם
log-root = חותם
log-origin = שם היומן
log-none = עדיין לא פורסם דבר. אפשר לחזור עוד רגע.
log-check = איך בודקים אותו
log-check-1 = מורידים את החותם האחרון ואת היומן עצמו.
log-check-2 = מחשבים את החותם מחדש בתוכנה שלא אנחנו כתבנו.
log-check-3 = שומרים את החותם. אם חותם מאוחר אינו ממשיך אותו, מספרים לכולם.
log-checkpoint = החותם האחרון (checkpoint)
log-key = מפתח היומן
log-reads = יומן העיונים במידע אישי
log-reads-text = { $days ->
    [one] לעיונים במידע אישי יש יומן משלהם, שנשמר יום { $days }.
    [two] לעיונים במידע אישי יש יומן משלהם, שנשמר { $days } ימים.
    [many] לעיונים במידע אישי יש יומן משלהם, שנשמר { $days } יום.
   *[other] לעיונים במידע אישי יש יומן משלהם, שנשמר { $days } ימים.
 } כל אדם רואה את השורות שעליו.

## מספרים ציבוריים

figures-title = מספרים ציבוריים
figures-lead = נספרו מתוך היומן. אותם מספרים רואה גם ראש המשרד.
figures-day = נכון ליום { $date }
figures-filed = בקשות שהוגשו
figures-at-once = אושרו מיד
figures-waiting = אצל עובדי ציבור
figures-overdue = מתעכבות
figures-refused = נדחו
figures-reads = עיונים במידע אישי
figures-by-service = לפי שירות
figures-by-office = לפי משרד
figures-service = שירות
figures-office = משרד
figures-few = פחות מ־{ $count } אינם מוצגים, כדי שאיש לא יזוהה.
figures-empty = עדיין לא הוגש דבר.

## כשמשהו אינו פועל

error-401-title = קודם יש להיכנס
error-401-text = הדף הזה הוא עליך או על העבודה שלך. אחרי הכניסה חוזרים לכאן.
error-403-title = זה אינו פתוח בפניך
error-403-text = התפקיד שלך אינו מתיר זאת. אם לדעתך צריך להתיר, אפשר לכתוב למשרד שמנהל את המרשם הזה.
error-404-title = אין דף כזה
error-404-text = יש לבדוק את הכתובת או להתחיל מדף הפתיחה.
error-409-title = מישהו הקדים
error-409-text = התיק השתנה מאז שנפתח אצלך. יש לעיין בו כמו שהוא עכשיו ולהחליט שוב. שום דבר לא נרשם.
error-413-title = זה יותר מדי בבת אחת
error-413-text = מה שנשלח גדול ממה שהדף הזה מקבל. יש לקצר ולשלוח שוב.
error-422-title = משהו בתשובות אינו מתאים
error-422-text = יש לחזור, לעיין בתשובות המסומנות ולשלוח שוב. שום דבר לא נרשם.
error-429-title = יותר מדי פניות
error-429-text = יש לחכות דקה ולנסות שוב. שום דבר לא אבד.
error-500-title = משהו התקלקל, ולא באשמתך
error-500-text = שום דבר לא נרשם לחצאין. אפשר לנסות שוב; אם זה חוזר, יש למסור לנו את המספר הזה: { $incident }.
error-503-title = יותר מדי אנשים בבת אחת
error-503-text = יש לחכות דקה ולנסות שוב. מה שיש עליו קבלה שמור.
error-507-title = האחסון מלא
error-507-text = כרגע איננו יכולים לרשום דבר, ולכן גם איננו מציגים מידע אישי. מה שיש עליו קבלה שמור. כבר הודיעו לנו.
error-home = אל דף הפתיחה
error-case = לראות את התיק כמו שהוא עכשיו

## סירובים

refusal-not-signed-in = לא נכנסת. יש להיכנס ולנסות שוב.
refusal-not-allowed = התפקיד שלך אינו מתיר זאת. אפשר לפנות למשרד שמנהל את המרשם הזה.
refusal-not-yours = התיק הזה של אדם אחר. את שלך אפשר לפתוח מהדף שלך.
refusal-unknown-service = אין שירות כזה. יש לבחור מרשימת השירותים.
refusal-unknown-case = אין תיק כזה. יש לבדוק את המספר או לפתוח אותו מהדף שלך.
refusal-unknown-field = התשובה „{ $field }” אינה נשאלת כאן. יש להשמיט אותה.
refusal-missing-answer = יש לענות: { $field }
refusal-wrong-type = התשובה „{ $field }” אינה בצורה הנכונה. יש לעיין בדוגמה ולכתוב כמוה.
refusal-bad-date = „{ $field }” אינו יום בלוח השנה. יש לכתוב יום, חודש ושנה, כמו 27 3 2026.
refusal-bad-identifier = „{ $field }” אינו בצורה הנכונה. כך כותבים אותו: { $form }.
refusal-no-such-person = במרשם האנשים אין איש עם המזהה הזה. יש לבדוק כל תו.
refusal-too-long = { $max ->
    [one] „{ $field }” ארוך מדי. לכל היותר תו { $max }.
    [two] „{ $field }” ארוך מדי. לכל היותר { $max } תווים.
    [many] „{ $field }” ארוך מדי. לכל היותר { $max } תווים.
   *[other] „{ $field }” ארוך מדי. לכל היותר { $max } תווים.
 }
refusal-bad-choice = מה שנבחר עבור „{ $field }” אינו ברשימה. יש לבחור אחת מהתשובות המוצגות.
refusal-stale-version = התיק השתנה מאז שנפתח אצלך. יש לפתוח אותו שוב ולהחליט לפי מה שרואים עכשיו.
refusal-not-in-this-state = אי אפשר לעשות זאת בתיק כמו שהוא עכשיו. יש לפתוח אותו כדי לראות מה אפשר.
refusal-unknown-action = אין פעולה כזאת בתיק הזה. יש לפתוח אותו כדי לראות מה אפשר.
refusal-reason-needed = יש לבחור את הסיבה להחלטה.
refusal-article-needed = יש לבחור את הסעיף שעליו ההחלטה עומדת.
refusal-fields-needed = יש לסמן לפחות תשובה אחת לתיקון.
refusal-note-needed = יש לכתוב למבקש, במילים שלך, למה.
refusal-unknown-reason = לשירות הזה אין סיבה כזאת. יש לבחור מהרשימה.
refusal-unknown-article = השירות הזה אינו עומד על הסעיף הזה. יש לבחור מהרשימה.
refusal-conflict-of-interest = אסור לך להחליט בתיק הזה: המבקש הוא את או אתה או קרוב שלך. יש להחזיר אותו, ועובד אחר יקבל אותו.
refusal-idempotency-mismatch = הטופס הזה כבר נשלח עם תשובות אחרות. יש לפתוח אותו מחדש ולשלוח פעם אחת.
refusal-idempotency-missing = לשליחה אין מפתח משלה. יש לפתוח את הטופס מחדש או להוסיף את הכותרת Idempotency-Key.
refusal-not-an-appeal = אי אפשר לערור כאן על ההחלטה הזאת. בהחלטה עצמה כתוב לאן לפנות.
refusal-nothing-to-grant = לפי המרשמים הכללים אינם נותנים דבר בתיק הזה. יש להחזיר אותו, כדי שהמשרד יחליט מחדש.
refusal-busy = יותר מדי אנשים בבת אחת. יש לחכות דקה ולשלוח שוב; שום דבר לא נרשם.
refusal-disk-full = האחסון מלא; אי אפשר לרשום או לקרוא דבר. מה שיש עליו קבלה שמור. יש לנסות אחר כך.
refusal-store-away = האחסון אינו עונה כרגע. מה שיש עליו קבלה שמור. יש לנסות שוב בעוד דקה.
refusal-clock-backwards = השעון הולך רק קדימה. יש לבחור יום מאוחר יותר.
refusal-nobody-of-age = אפשר לבקש זאת לבד מגיל { $age }. הורה או אפוטרופוס יגיש.
refusal-purpose-needed = יש לומר לאיזו מטרה קוראים את זה.
refusal-too-many-hits = { $max ->
    [one] יותר מרשומה { $max } מתאימה. יש לחפש לפי משהו מדויק יותר.
    [two] יותר מ־{ $max } רשומות מתאימות. יש לחפש לפי משהו מדויק יותר.
    [many] יותר מ־{ $max } רשומות מתאימות. יש לחפש לפי משהו מדויק יותר.
   *[other] יותר מ־{ $max } רשומות מתאימות. יש לחפש לפי משהו מדויק יותר.
 }
refusal-not-yet-published = החותם מעל הרשומה הזאת עוד לא פורסם. יש לנסות שוב בעוד שנייה.

## מסמכים על נייר

paper-decision = החלטה
paper-facts = באיזה מידע השתמשנו
paper-fact = עובדה
paper-value = ערך
paper-source = מקור ותאריך
paper-reasons = למה
paper-decided_by = ההחלטה של
paper-decided_on = תאריך ההחלטה
paper-document = מספר המסמך
paper-code = קוד המסמך
paper-appeal = אם אין הסכמה
paper-verify = בדיקת המסמך הזה
paper-verify_how = יש לסרוק את הקוד המרובע בטלפון, או לפתוח את הדף הזה ולהקליד את הקוד:
paper-verify_alt = קוד QR שמוביל לדף שבו בודקים את המסמך הזה
paper-page = דף { $page } מתוך { $pages }
paper-by-rules = הכללים, במכונה, בשביל: { $office }
paper-appeal-text = אפשר לערור עד { $date } ועד בכלל אצל: { $body }.

## חוקים, כללי גישה ומילים קטנות של הדפים

law-article = { $law }, סעיף { $article }
law-values = סכומים ומועדים לפי תאריך
law-from = מיום
law-until = עד יום, לא כולל
law-value = ערך
field-example = לדוגמה { $value }
case-appeals = תיקים הקשורים לתיק זה
case-versions = ראיתם את גרסה { $given } של התיק. כעת זו גרסה { $now }: { $state }.
work-unsent = דבריכם לפונה, שלא נשלחו:
looks-newest = העיונים האחרונים
looks-older = עיונים קודמים
figures-small = מעט
sign-in-token = קוד הגישה שלכם
sign-in-token-hint = מנהל המערכת של משרדכם מסר לכם אותו. אל תראו אותו לאיש.
sign-in-token-wrong = איש אינו נכנס בקוד הזה. בדקו אותו או בקשו קוד חדש ממנהל המערכת.
error-forged-title = הטופס הזה אינו בתוקף עוד
error-forged-text = הוא נוצר לפני שנכנסתם או יצאתם, או שלא הגיע מאתר זה. חזרו, טענו את הדף מחדש ושלחו שוב. דבר לא נרשם.
error-cookie-title = הדפדפן שלכם לא שלח עוגייה
error-cookie-text = בלעדיה אי אפשר להיכנס או לשלוח טופס. כתובת האתר צריכה להתחיל ב-https://: בכתובת http:// של מחשב אחר הדפדפן אינו שומר עוגייה. אם הכתובת נכונה, אפשרו עוגיות בהגדרות הדפדפן. דבר לא נרשם.
policies-title = מי רשאי למה
policies-lead = זו תשובתם של כללי הגישה עצמם. מה שאינו באף שורה אסור לכול.
policies-text = הצגת הכללים עצמם (Cedar)
policies-right = רשאי
policies-on = במה
policies-fields = אילו שדות
policies-purpose = לאיזו מטרה
policies-only = רק אם
policies-anyone = כל אחד
policies-person = כל מי שנכנס
policies-machine = הכללים, במכונה: { $service }
policies-cases = תיקים: { $service }
policies-installation = האתר עצמו
policies-all = הכול
right-read = לקרוא
right-search = לחפש
right-write = לכתוב
right-file = להגיש בקשה
right-view = לראות
right-act = לפעול
right-take = לקחת את הבא
right-move-clock = להזיז את שעון ההדגמה
right-publish = לפרסם כללים
condition-own = זה עליו עצמו
condition-not-own = זה לא עליו עצמו
condition-related = זה על קרוב משפחה
condition-not-related = זה לא על קרוב משפחה
condition-free = אין זה אצל פקיד אחר
condition-taken = זה אצל פקיד אחר
condition-in-office = זה תורו של המשרד
condition-not-in-office = זה לא תורו של המשרד
condition-agency = המשרה כאן: { $agency }
## For programs, in problem details
error-400-title = אי אפשר לקרוא את זה
error-405-title = לא עושים זאת כאן
error-405-text = הכתובת הזאת אינה מקבלת את השיטה הזאת. הכותרת Allow מונה את המותרות.
error-415-title = סוג תוכן שגוי
error-415-text = שלחו JSON בקידוד UTF-8 עם הכותרת Content-Type: application/json.
refusal-unknown-register = אין מרשם כזה. בחרו מרשם שלתפקידכם מותר לחפש בו.
refusal-not-asked = עם התשובות האלה לא נשאלת השאלה „{ $field }”. השמיטו את התשובה.
refusal-check = התשובה לשאלה „{ $field }” לא עברה את הבדיקה של השירות עצמו. עיינו בשאלה וענו שוב.
refusal-search-needed = ציינו לפי מה לחפש: לפחות שדה חיפוש אחד.
refusal-bad-body = אי אפשר לקרוא את מה שנשלח: { $reason }.

## The programme
programme-title = התוכנית
programme-lead = מה המדינה הבטיחה. גם מה שאיש אינו אחראי לו נאמר כאן.
programme-goal = מטרות
programme-task = משימות
programme-principle = עקרונות
programme-outcome = מה מצפים ממנה
programme-block = מה נאמר בנאום
programme-items = סעיפים בסך הכול
programme-carried = נשענים על משהו שפועל כאן
programme-owned = עם אחראי
programme-dated = עם מועד
programme-evident = עם ראיה
programme-sdg = יעדי פיתוח בר־קיימא
programme-services = שירותים
programme-registers = מרשמים
programme-figures = מספרים פתוחים
programme-owner = מי אחראי
programme-due = עד מתי
programme-evidence = ראיות
programme-nobody = איש
programme-no-date = אין מועד
programme-nothing = אין
programme-missed = המועד עבר
programme-changed = השינוי האחרון
programme-first = כפי שפורסם לראשונה
programme-leaf = עלה { $leaf } ביומן הציבורי

## כסף
money-title = כסף
money-fee = אגרה: { $amount }
money-fee-later = משלמים אחרי שליחת הבקשה, במזומן בקופת המשרד.
money-fee-none = עם התשובות האלה אין מה לשלם.
money-to-pay = לתשלום: { $amount }
money-to-pay-text = יש לשלם במזומן בקופה של המשרד הזה: { $office }. יש לומר את מספר התיק: { $number }. תינתן קבלה, והתיק ימשיך.
money-owed = מגיע לך { $amount }
money-owed-cash = הסכום יינתן במזומן בקופה של המשרד הזה: { $office }. יש לומר את מספר התיק: { $number }.
pick-up-title = משהו מחכה במשרד
paper-cash = הכסף יינתן במזומן בקופה של המשרד הזה: { $office }. יש לומר את מספר התיק ולהביא מסמך מזהה.
money-owed-account = הסכום יישלח לחשבון שמסרת עם הוראות התשלום הבאות.
money-next = התשלום הבא יחול ביום { $date }.
money-receipt = קבלה
money-receipt-text = המספר שייך לתשלום אחד בלבד. יש לשמור את הקבלה עד שהתיק ייסגר.
money-number = מספר
money-what = עבור מה
money-case = תיק
money-amount = סכום
money-day = יום
money-person = התיק של
money-desk = קופה
transfer-fee = אגרה ששולמה
transfer-refund = אגרה להחזר
transfer-refund-paid = אגרה שהוחזרה במזומן
transfer-benefit = מענק לתשלום
transfer-benefit-paid = מענק שניתן במזומן
transfer-order = מענק שנשלח לחשבון
pay-out = מתן { $amount } במזומן
history-paid-out = ניתן כסף מזומן
history-fee-taken = האגרה התקבלה בקופה
desk-title = קופה
desk-lead = מי שבא לשלם או לקבל כסף אומר את מספר התיק שלו.
desk-number = מספר התיק
desk-number-hint = שתים־עשרה אותיות וספרות, עם מקפים או בלעדיהם.
desk-open = פתיחת התיק
desk-none = אין תיק במספר הזה שממתין לכסף בקופה הזאת. בדקו את המספר עם בעל התיק.
desk-print = הדפיסו אותה בפקודת ההדפסה של הדפדפן ומסרו אותה לאדם.
desk-back = חזרה לדלפק
figures-money = תנועות כסף לפי יום
figures-money-lead = כשהיום נגמר, החובה והזכות של כל החשבונות מסוכמים ונרשמים ביומן. אין ביניהם הפרש.
figures-money-day = יום
figures-money-count = תנועות
figures-money-sum = סכום
figures-money-difference = הפרש
figures-money-none = עדיין לא נגמר יום שהיו בו תשלומים.
refusal-fee-unpaid = האגרה עדיין לא שולמה. לפני כן לא ניתן לאשר דבר: על המבקש לשלם בקופה.
refusal-nothing-to-pay = אין בתיק הזה מה לגבות או לתת. יש לפתוח אותו שוב ולראות מה שולם.
refusal-not-enough = אין די כסף בקופה לשם כך. דבר לא ניתן: יש להביא קודם כסף לקופה או לשלם בקופה אחרת.
desk-drawer = בקופה: { $amount }
desk-amount = סכום
desk-bring = הכנסה לקופה
desk-hand-in = מסירה מהקופה

demo-citizens = אזרחים
log-last = הרשומות האחרונות
log-last-lead = רק מה שכל אחד רשאי לקרוא: אין כאן שמות או מספרים של אנשים.
log-entry = מס׳ { $number }, { $date }
log-public = החלק הפומבי של הרשומה
log-proof = הוכחה
log-kind-state-publish = כללי המדינה פורסמו
log-kind-records-add = רשומות נרשמו במרשם
log-kind-case-file = הוגשה בקשה
log-kind-case-act = פעולה בתיק
log-kind-case-take = עובד ציבור לקח תיק
log-kind-case-silence = מועד עבר בשתיקה
log-kind-case-again = תיק הוכרע מחדש
log-kind-case-migrate = תיק עבר לגרסה חדשה של השירות
log-kind-case-pay = כסף של תיק עבר
log-kind-cash-move = מזומן הובא לקופה או נמסר ממנה
log-kind-ledger-day = כספי היום הוכחו
log-kind-document-issue = הונפק מסמך
log-kind-session-start = כניסה התחילה
log-kind-session-end = כניסה הסתיימה
log-kind-clock-move = השעון של ההדגמה הוזז
log-kind-job-done = עבודה הנובעת מפעולה בוצעה
log-kind-log-key = מפתח החתימה הבא נקרא בשם
log-kind-log-restore = הרשומות שוחזרו
log-kind-bench-act = רשומה שונתה במדידה
log-kind-read-bulk = נמסרו נתונים של אנשים רבים בבת אחת

docs-title = קטלוג השירותים
docs-lead = נעשה מן הטקסט של הכללים עצמם: לפי הכתוב כאן מחליטים. מועדים וסכומים לפי החוק ביום { $date }.
docs-registers = מרשמים
docs-laws = חוקים
docs-version = גרסה { $version } של הכללים
docs-nothing = אין.
docs-reads = מה נקרא
docs-reads-lead = השירות קורא רק את הכתוב כאן, כל דבר למטרתו, וכל עיון נרשם ביומן.
docs-register = מרשם
docs-asks = מה נשאל, ולמה
docs-question = שאלה
docs-why = למה
docs-only-if = נשאל רק אם
docs-decides = איך מחליטים
docs-decides-lead = השורות נבדקות לפי הסדר; הראשונה המתאימה מכריעה.
docs-line = שורה
docs-if = אם
docs-then = אז
docs-because = מפני ש
docs-otherwise = בכל מקרה אחר
docs-rules = כללים
docs-rules-lead = מה ההחלטה אומרת על כל כלל, והסעיף שמאחוריו.
docs-rule = מה אומרת ההחלטה
docs-name-in-rules = שם בכללים
docs-formula = נוסחה
docs-as-written = כפי שכתוב
docs-way = דרכו של תיק
docs-way-lead = התמונה מראה מצבים, מה אפשר לעשות בהם ולאן זה מוביל. הטבלה שלמטה אומרת אותו הדבר.
docs-picture = מצבים ופעולות: { $service }
docs-bpmn = אותו הדבר כקובץ BPMN
docs-fee-unpaid = האגרה טרם שולמה
docs-appeal-allowed = ערר התקבל
docs-filed = הוגש
docs-rules-decide = הכללים מחליטים
docs-state = מצב
docs-who = מי
docs-applicant = המבקש
docs-time = הזמן
docs-action = פעולה או מועד
docs-leads-to = מוביל אל
docs-silence-escalate = המועד עבר: התיק עובר אל { $role }
docs-silence-to = המועד עבר: { $state }
docs-outcomes = תוצאות
docs-outcome = תוצאה
docs-gives = נותן
docs-gives-amount = סכום:
docs-gives-record = רישום ב:
docs-gives-letter = מכתב עם ההחלטה
docs-gives-refund = מה ששולם מוחזר
docs-favour-for = הכללים במכונה, או עובד ציבור
docs-favour-against = רק עובד ציבור נקוב בשם, עם נימוק וסעיף
docs-favour-neutral = המבקש או עובד ציבור, לעולם לא מכונה
docs-favour-moot = הכללים במכונה, כי אין מה להחליט
docs-appeal = ערר
docs-appeal-none = הכללים אינם קובעים ערר.
docs-appeal-to = דן: { $agency }.
docs-appeal-within = מועד: { $term }.
docs-data = לאן הולכים הנתונים
docs-data-lead = משדה של מרשם אל הכללים שעשויים להשתמש בו, אל שורות ההחלטה ואל התוצאות שהוא יכול להגיע אליהן.
docs-reaches = תוצאות שאליהן הוא מגיע
docs-field = שדה
docs-fields = שדות
docs-type = סוג
docs-may-be-absent = עשוי להיעדר
docs-type-text = טקסט
docs-type-number = מספר
docs-type-money = סכום כסף
docs-type-bool = כן או לא
docs-type-date = תאריך
docs-type-person = אדם
docs-type-place = מקום
docs-owner = מנוהל בידי: { $agency }.
docs-used-by = בשימוש
