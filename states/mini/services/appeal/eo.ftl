title = Apelacio
title-silence = Plendo pri silento
summary = La supera instanco rigardas decidon denove.
outcome-hint = Nova decido.

# demandoj
page-decision = La decido
ask-attacked = Kontraŭ kiu decido?
ask-attacked-why = Ni rigardos ĝian aferon.
ask-grounds = Kial ĝi estas malĝusta?
ask-grounds-why = Diru per viaj vortoj.
error-grounds_long = Skribu malpli ol du mil signojn.

# reguloj
reason-to_be_heard = Apelaciojn decidas homo.
reason-lawful = La decido estas laŭleĝa.

# stato
state-review = Apelacia oficisto decidas
state-granted = La apelacio sukcesis
state-remitted = La decido estas nuligita
state-upheld = La decido restas
action-overturn = Nuligi la decidon
action-remit = Nuligi kaj resendi
action-uphold = Lasi la decidon
document-title = Decido pri apelacio
document-granted = Via apelacio sukcesis.
document-remitted = Via apelacio sukcesis: alia oficisto decidos denove.
document-upheld = La decido restas.
