title = Mono por komenci la lernejon
summary = Unufoja helpo por infano de ses ĝis ok jaroj.
outcome-hint = Mono en vian monujon aŭ kontante.

# demandoj
page-pupil = Kiu infano
page-payment = Kiel pagi
ask-child = Kiu infano komencas la lernejon?
ask-child-why = Vi havas plurajn infanojn de tiu aĝo.
ask-payment = Kiel vi volas ricevi la monon?
ask-payment-why = Neniu registro scias tion.
ask-payment-wallet = En monujon
ask-payment-cash = Kontante
ask-wallet = Numero de la monujo
ask-wallet-hint = Ok ciferoj.
ask-wallet-why = Tien ni pagas.
known-pupil_name = Nomo de la infano
known-home_address = Via hejmo

# reguloj
rule-of_age = Infano havas ses ĝis ok jarojn: { $value }
rule-unpaid = Ankoraŭ ne pagita por tiu infano: { $value }
rule-factor = Faktoro de la distrikto: { $value }
reason-no_pupil = La registroj ne montras infanon de tiu aĝo.
reason-data_missing = Ni ne scias vian distrikton.
reason-paid_already = Por tiu infano ni jam pagis.
error-no_amount = La sumo ne estas konata.

# stato
state-review = Oficisto decidas
state-correcting = Atendas vian korekton
    .officer = Atendas korekton de la petanto
state-granted = Aprobita
state-refused = Rifuzita
state-withdrawn = Retirita de vi
action-grant = Aprobi
action-refuse = Rifuzi
action-return = Resendi por korekto
action-correct = Sendi la korekton
action-withdraw = Retiri la peton
document-title = Decido
document-granted = Via peto estas aprobita. { $amount }
document-refused = Via peto estas rifuzita.
