title = Төрөлүүнү каттоо
summary = Баланын төрөлүшүн медициналык күбөлүк боюнча каттаңыз. Бала ЖИН алат. Бул кызмат каттоочулар үчүн.
outcome-hint = Бала адамдардын, төрөлүүлөрдүн жана жашаган жердин реестрлерине жазылат жана ЖИН алат.

page-parents = Ата-энеси
page-birth = Төрөлүү
page-child = Бала

ask-mother_pin = Энесинин ЖИНи
ask-mother_pin-hint = 14 орундуу сан.
ask-mother_pin-why = Бала энесинин үй-бүлөсүнө жазылат.
ask-father_pin = Атасынын ЖИНи
ask-father_pin-hint = Никеде болбосо же атасы аныкталбаса, бош калтырыңыз.
ask-father_pin-why = Атасы катталса, ал баланын ата-энеси катары жазылат.
ask-child_born_on = Бала төрөлгөн күн
ask-child_born_on-why = Төрөлүү жөнүндө медициналык күбөлүктө жазылган.
ask-delivery_number = Төрөттүн номери
ask-delivery_number-hint = Медициналык күбөлүктөн. Эгиздердин номери бирдей.
ask-delivery_number-why = Бир төрөттөн төрөлгөн балдар ушул номер менен таанылат.
ask-child_family = Баланын фамилиясы
ask-child_family-hint = «Асан уулу» же «Асан кызы» деп да жазса болот.
ask-child_family-why = Ата-энеси тандаган фамилия.
ask-child_given = Баланын аты
ask-child_given-why = Ата-энеси тандаган ат.
ask-child_patronymic = Атасынын аты боюнча аталышы
ask-child_patronymic-hint = Керек болбосо, бош калтырыңыз.
ask-child_patronymic-why = Ата-энеси кааласа жазылат.
ask-child_sex = Баланын жынысы
ask-child_sex-female = Кыз
ask-child_sex-male = Уул
ask-child_sex-why = Төрөлүү жөнүндө медициналык күбөлүктө жазылган.

known-mother_name = Энеси
known-father_name = Атасы
known-child_home = Бала жашай турган дарек

rule-mother_known = { $value ->
    [yes] Энеси адамдардын реестринде бар.
    [no] Энеси адамдардын реестринде жок.
   *[unknown] Энеси адамдардын реестринде бар-жогун биле алган жокпуз.
  }
rule-born_already = { $value ->
    [yes] Төрөлгөн күн арыз берилген күндөн кеч эмес.
    [no] Төрөлгөн күн али келе элек.
   *[unknown] Төрөлгөн күн белгисиз.
  }
rule-own_delivery = { $value ->
    [yes] Төрөттүн номери башка эненики эмес.
    [no] Бул төрөттүн номери менен башка эненин баласы катталган.
   *[unknown] Төрөттүн номерин текшере алган жокпуз.
  }
rule-first_entry = { $value ->
    [yes] Бул төрөлүү мурда катталган эмес.
    [no] Бул төрөлүү мурда катталган окшойт.
   *[unknown] Бул төрөлүүнүн мурда катталганын текшере алган жокпуз.
  }

reason-mother_unknown = Энеси адамдардын реестринде жок.
reason-data_unclear = Маалымат толук эмес же карама-каршы.
reason-delivery_of_another = Төрөттүн номери башка эненики.
reason-possible_duplicate = Бул бала мурда катталган болушу мүмкүн.

state-review = Башка каттоочу карап жатат
state-correcting = Сиздин оңдооңуз күтүлүүдө
    .officer = Арыз ээсинин оңдоосу күтүлүүдө
state-granted = Катталды
state-refused = Каттоодон баш тартылды
state-withdrawn = Арыз кайтарып алынды

action-grant = Каттоо
action-grant-hint = Баланы киргизүүдөн мурун төрөттүн номерин жана энени медициналык күбөлүк менен салыштырыңыз.
action-refuse = Баш тартуу
action-return = Оңдоого кайтаруу
action-correct = Оңдолгон маалыматты жөнөтүү
action-withdraw = Арызды кайтарып алуу

give-child_pin = Баланын ЖИНи

error-mother_unknown = Мындай ЖИНи бар адам реестрде жок. Энесинин ЖИНин текшерип, кайра жазыңыз.
error-father_unknown = Мындай ЖИНи бар адам реестрде жок. Атасынын ЖИНин текшериңиз же бош калтырыңыз.
error-born_in_future = Төрөлгөн күн бүгүнкү күндөн кеч болбойт. Күндү текшериңиз.
error-delivery_too_long = Төрөттүн номери 40 белгиден узун болбойт. Аны текшериңиз.
error-cannot_register = Энеси же төрөлгөн күн белгисиз же эне менен атанын ЖИНи бирдей. Адегенде маалыматты оңдоого кайтарыңыз.

document-title = Төрөлүүнү каттоо жөнүндө билдирүү
document-granted = { $applicant }, бала катталды. Баланын ЖИНи: { $child_pin }.
document-refused = { $applicant }, төрөлүүнү каттоодон баш тартылды. Себебин жана даттануу жолун төмөндөн окуңуз.
