title = סיוע לתיקון בית
summary = המשרד משלם מחצית מהתיקון.
outcome-hint = עד תשע מאות כוכבים.

# demandoj
page-damage = הנזק
page-extra = מה עוד כדאי שנדע
ask-damage = מה נשבר?
ask-damage-why = פקיד יבדוק זאת.
ask-cost = כמה עולה התיקון?
ask-cost-why = אנו משלמים מחצית.
ask-note = הערה
ask-note-why = אם תרצו.
error-damage_long = כתבו פחות מחמש מאות תווים.
error-cost_zero = הסכום צריך להיות גדול מאפס.
known-home_address = ביתך

# reguloj
rule-share = חלקנו: { $value }
reason-home_unknown = אף מרשם אינו מכיר את ביתך.
reason-to_be_seen = פקיד צריך לראות את הנזק.
reason-no_damage = לא מצאנו נזק.
give-paid_share = אנו משלמים

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
