title = בדיקת ארובות
summary = מנקה ארובות בודק את הארובות שלך.
outcome-hint = מועד לבדיקה, מיד אחרי התשלום.
fee = 12,5 כוכבים לכל ארובה; בלי ארובה אין תשלום.

# demandoj
page-house = הבית
ask-chimneys = כמה ארובות יש?
ask-chimneys-why = האגרה תלויה במספרן.
error-chimneys_negative = המספר לא יהיה קטן מאפס.

# reguloj
rule-price-chimneys = ארובות: { $value }
rule-price = { $value ->
    [unknown] האגרה אינה ידועה.
   *[other] אגרה: { $value } כוכבים.
  }
reason-large_house = הבית גדול; פקיד מתכנן את הבדיקה.
reason-no_ladder = אין סולם מתאים.

# stato
state-payment = ממתין לתשלום
state-review = פקיד מתכנן
state-correcting = ממתין לתיקון שלך
    .officer = ממתין לתיקון של המבקש
state-granted = הוזמן
state-refused = נדחה
state-withdrawn = נמשך
action-pay = גביית האגרה
action-withdraw = משיכת הבקשה
action-book = להזמין
action-charge = לשלוח לקופה
action-refuse = לדחות
action-return = להחזיר לתיקון
action-correct = לשלוח מתוקן
document-title = החלטה
document-granted = הבדיקה שלך הוזמנה. { $amount }
document-refused = בקשתך נדחתה.
