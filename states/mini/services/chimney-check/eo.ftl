title = Kontrolo de kamentuboj
summary = Kamentubisto kontrolas viajn kamentubojn.
outcome-hint = Tago por la kontrolo, tuj post la pago.
fee = 12,5 steloj por ĉiu kamentubo; sen kamentubo nenio.

# demandoj
page-house = La domo
ask-chimneys = Kiom da kamentuboj?
ask-chimneys-why = La kotizo dependas de ilia nombro.
error-chimneys_negative = La nombro ne estu sub nulo.

# reguloj
rule-price-chimneys = kamentuboj: { $value }
rule-price = { $value ->
    [unknown] La kotizo ne estas konata.
   *[other] Kotizo: { $value } steloj.
  }
reason-large_house = La domo estas granda; oficisto planas la kontrolon.
reason-no_ladder = Neniu eskalo sufiĉas.

# stato
state-payment = Atendas pagon
state-review = Oficisto planas
state-correcting = Vi korektu
state-granted = Mendita
state-refused = Rifuzita
state-withdrawn = Reprenita
action-pay = Preni la kotizon
action-withdraw = Repreni
action-book = Mendi
action-charge = Sendi al la kaso
action-refuse = Rifuzi
action-return = Resendi
action-correct = Sendi korektite
document-title = Decido
document-granted = Via kontrolo estas mendita. { $amount }
document-refused = Via peto estas rifuzita.
