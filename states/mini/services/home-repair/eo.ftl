title = Helpo por ripari hejmon
summary = La oficejo pagas duonon de la riparo.
outcome-hint = Ĝis naŭcent steloj.

# demandoj
page-damage = La damaĝo
page-extra = Kion ankoraŭ ni sciu
ask-damage = Kio estas rompita?
ask-damage-why = Oficisto rigardos ĝin.
ask-cost = Kiom kostas la riparo?
ask-cost-why = Ni pagas duonon.
ask-note = Noto
ask-note-why = Se vi volas.
error-damage_long = Skribu malpli ol kvincent signojn.
error-cost_zero = La sumo estu pli ol nulo.
known-home_address = Via hejmo

# reguloj
rule-share = Nia parto: { $value }
reason-home_unknown = Neniu registro scias vian hejmon.
reason-to_be_seen = Oficisto devas rigardi la damaĝon.
reason-no_damage = Ni ne trovis damaĝon.
give-paid_share = Ni pagas

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
