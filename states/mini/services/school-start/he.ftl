title = כסף לתחילת הלימודים
summary = סיוע חד פעמי לילד בן שש עד שמונה.
outcome-hint = כסף לארנק או במזומן.

# demandoj
page-pupil = איזה ילד
page-payment = איך לשלם
ask-child = איזה ילד מתחיל ללמוד?
ask-child-why = יש לך כמה ילדים בגיל הזה.
ask-payment = איך תרצו לקבל את הכסף?
ask-payment-why = אף מרשם אינו יודע זאת.
ask-payment-wallet = לארנק
ask-payment-cash = במזומן
ask-wallet = מספר הארנק
ask-wallet-hint = שמונה ספרות.
ask-wallet-why = לשם נשלם.
known-pupil_name = שם הילד
known-home_address = ביתך

# reguloj
rule-of_age = הילד בן שש עד שמונה: { $value }
rule-unpaid = עוד לא שולם עבור הילד: { $value }
rule-factor = מקדם המחוז: { $value }
reason-no_pupil = המרשמים אינם מראים ילד בגיל הזה.
reason-data_missing = איננו יודעים את מחוז מגוריך.
reason-paid_already = עבור ילד זה כבר שולם.
error-no_amount = הסכום אינו ידוע.

# stato
state-review = פקיד מחליט
state-correcting = ממתין לתיקון שלך
    .officer = ממתין לתיקון של המבקש
state-granted = אושר
state-refused = נדחה
state-withdrawn = נמשך על ידך
action-grant = לאשר
action-refuse = לדחות
action-return = להחזיר לתיקון
action-correct = לשלוח תיקון
action-withdraw = למשוך את הבקשה
document-title = החלטה
document-granted = בקשתך אושרה. { $amount }
document-refused = בקשתך נדחתה.
