title = Permeso alligi boaton
summary = Loko ĉe la moleo por via boato.
outcome-hint = Permeso, ankaŭ se la oficejo silentas tri labortagojn.

# demandoj
page-boat = La boato
ask-boat = Nomo de la boato
ask-boat-why = Ĝi estas skribita sur la permeso.
ask-length = Longo en metroj
ask-length-why = La moleo havas limon.
error-length_zero = La longo estu pli ol nulo.

# reguloj
reason-to_be_seen = Oficisto rigardas la planon de la moleo.
reason-too_long = La boato estas tro longa.

# stato
state-review = Oficisto decidas
state-inspection = Oficisto venas al la boato
state-correcting = Korektu la peton
state-granted = Aprobita
state-refused = Rifuzita
action-grant = Aprobi
action-refuse = Rifuzi
action-inspect = Rigardi la boaton
action-pass = Transdoni
action-return = Resendi por korekto
action-correct = Sendi la korekton
document-title = Decido
document-granted = Via peto estas aprobita. { $amount }
pick-up-granted = La plato por la boato atendas en: { $office }. Ekde: { $date }.
document-refused = Via peto estas rifuzita.
