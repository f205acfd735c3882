title = Жеке ишкерди каттоо
summary = Өз ишиңизди баштоо үчүн жеке ишкер болуп катталыңыз. Аты-жөнүңүздү жана дарегиңизди сурабайбыз: алар реестрлерде бар.
outcome-hint = Каттоо номерин жана чечимди кат түрүндө аласыз. Тоскоолдук жок болсо, чечим дароо чыгат.

page-activity = Эмне иш кыласыз?
page-tax = Салыкты кантип төлөйсүз?
page-start = Качан баштайсыз?

ask-work = Ишиңиздин түрү
ask-work-trade = Соода
ask-work-food = Тамак-аш, чайкана, кафе
ask-work-sewing = Тигүү
ask-work-repair = Оңдоо иштери
ask-work-building = Курулуш
ask-work-transport = Жүк же жолоочу ташуу
ask-work-lodging = Конок үйү
ask-work-beauty = Чачтарач жана сулуулук кызматы
ask-work-software = Программалоо
ask-work-other = Башка иш
ask-work-why = Кандай иш баштай турганыңызды эч бир реестр билбейт.
ask-work_in_words = Ишиңизди өз сөзүңүз менен жазыңыз
ask-work_in_words-hint = 500 белгиге чейин.
ask-work_in_words-why = Тизмеде жок ишти кызматкер карайт.
ask-tax_regime = Салык режими
ask-tax_regime-patent = Патент
ask-tax_regime-general = Жалпы режим
ask-tax_regime-why = Режимди өзүңүз тандайсыз.
ask-starts_on = Ишиңиз башталчу күн
ask-starts_on-hint = Бүгүндөн тартып 90 күндүн ичиндеги күн.
ask-starts_on-why = Каттоо ушул күндөн иштейт.

known-trader_name = Аты-жөнүңүз
    .officer = Арыз ээсинин аты-жөнү
known-home_address = Дарегиңиз
    .officer = Арыз ээсинин дареги
known-running_number = Сиз буга чейин катталгансыз, номериңиз
    .officer = Арыз ээси буга чейин катталган, номери

rule-not_registered = { $value ->
    [yes] Азыр күчүндө турган башка каттооңуз жок.
    [no] Сиз азыр жеке ишкер болуп катталгансыз.
   *[unknown] Катталган-катталбаганыңызды биле алган жокпуз.
  }
rule-no_ban = { $value ->
    [yes] Ишкердикке тыюу салган соттун чечими жок.
    [no] Ишкердикке тыюу салган соттун чечими бар.
   *[unknown] Соттун тыюусу бар-жогун биле алган жокпуз.
  }

reason-residence_unknown = Кайда жашаарыңыз реестрден көрүнбөйт.
    .officer = Арыз ээси кайда жашаары реестрден көрүнбөйт.
reason-banned = Ишкердикке тыюу салган соттун чечими бар.
reason-registered_already = Сиз азыр жеке ишкер болуп катталгансыз.
    .officer = Арыз ээси азыр жеке ишкер болуп катталган.
reason-not_in_list = Сиз жазган иш тизмеде жок.
    .officer = Арыз ээси жазган иш тизмеде жок.

state-review = Кызматкер карап жатат
state-correcting = Сиздин оңдооңуз күтүлүүдө
    .officer = Арыз ээсинин оңдоосу күтүлүүдө
state-granted = Катталды
state-refused = Каттоодон баш тартылды
state-withdrawn = Арыз кайтарып алынды

action-grant = Каттоо
action-refuse = Баш тартуу
action-return = Оңдоого кайтаруу
action-correct = Оңдолгон арызды жөнөтүү
action-withdraw = Арызды кайтарып алуу

give-trader_number = Каттоо номериңиз
    .officer = Каттоо номери
give-since = Каттоо ушул күндөн иштейт

error-too_long = Бул жерге 500 белгиден көп жазууга болбойт. Кыскартып жазыңыз.
error-start_out_of_range = Башталчу күн бүгүндөн эрте же 90 күндөн кеч болбойт. Күндү текшериңиз.
error-still_registered = Бул адамдын күчүндө турган каттоосу бар: экинчисин берүүгө болбойт.

document-title = Жеке ишкерди каттоо боюнча чечим
document-granted = { $applicant }, сиз жеке ишкер болуп катталдыңыз. Каттоо номериңиз: { $trader_number }. Каттоо төмөнкү күндөн иштейт: { $since }.
document-refused = { $applicant }, сизди жеке ишкер катары каттоодон баш тартылды. Себебин жана даттануу жолун төмөндөн окуңуз.
