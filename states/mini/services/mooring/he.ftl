title = רשות לעגינת סירה
summary = מקום במזח לסירתך.
outcome-hint = רשות, גם אם המשרד שותק שלושה ימי עבודה.

# demandoj
page-boat = הסירה
ask-boat = שם הסירה
ask-boat-why = הוא נכתב על הרשות.
ask-length = אורך במטרים
ask-length-why = למזח יש גבול.
error-length_zero = האורך צריך להיות גדול מאפס.

# reguloj
reason-to_be_seen = פקיד בודק את תוכנית המזח.
reason-too_long = הסירה ארוכה מדי.

# stato
state-review = פקיד מחליט
state-inspection = פקיד בא אל הסירה
state-correcting = נא לתקן את הבקשה
state-granted = אושר
state-refused = נדחה
action-grant = לאשר
action-refuse = לדחות
action-inspect = לבדוק את הסירה
action-pass = להעביר
action-return = להחזיר לתיקון
action-correct = לשלוח את התיקון
document-title = החלטה
document-granted = בקשתך אושרה. { $amount }
pick-up-granted = הלוחית לסירה מחכה כאן: { $office }. החל מ: { $date }.
document-refused = בקשתך נדחתה.
