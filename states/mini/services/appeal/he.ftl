title = ערר
title-silence = תלונה על אי־מתן החלטה
summary = הגוף הממונה בוחן החלטה מחדש.
outcome-hint = החלטה חדשה.

# demandoj
page-decision = ההחלטה
ask-attacked = על איזו החלטה?
ask-attacked-why = נבדוק את התיק שלה.
ask-grounds = מדוע היא שגויה?
ask-grounds-why = אמרו במילים שלכם.
error-grounds_long = כתבו פחות מאלפיים תווים.

# reguloj
reason-to_be_heard = בערר מחליט אדם.
reason-lawful = ההחלטה כדין.

# stato
state-review = פקיד הערר מחליט
state-granted = הערר התקבל
state-remitted = ההחלטה בוטלה
state-upheld = ההחלטה נשארת
action-overturn = לבטל את ההחלטה
action-remit = לבטל ולהחזיר
action-uphold = להשאיר את ההחלטה
document-title = החלטה בערר
document-granted = הערר שלך התקבל.
document-remitted = הערר שלך התקבל: פקיד אחר יחליט מחדש.
document-upheld = ההחלטה נשארת.
