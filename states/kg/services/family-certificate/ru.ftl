title = Справка о составе семьи
summary = Эта справка нужна только для использования за границей. Государственный орган Кыргызстана не вправе требовать её от вас: состав семьи он сам читает в реестрах.
outcome-hint = Справку для заграницы выдаёт айыл окмоту или мэрия; она составляется на языке вашего заявления. Если её требует государственный орган, вы получите лист, который можно ему показать.

page-who-asks = Кому нужна справка?
page-abroad = Где вы будете использовать справку?
page-other = Какая организация просит справку?

ask-asked_by = Кто просит у вас справку?
ask-asked_by-abroad = Учреждение за границей
ask-asked_by-state_body = Государственный орган или учреждение Кыргызстана
ask-asked_by-other = Другая организация в стране: банк, работодатель
ask-asked_by-why = От этого зависит, нужна ли справка. Кому она нужна, знаете только вы.
ask-used_where = Страна или учреждение
ask-used_where-hint = До 200 знаков. Пишите на том языке, на котором нужна справка.
ask-used_where-why = Эти слова будут указаны в справке.
ask-used_by = Название организации и зачем ей справка
ask-used_by-hint = До 200 знаков.
ask-used_by-why = По этому специалист решит, выдавать ли справку.

known-home_place = Где вы живёте
known-home_address = Адрес
known-family_size = Сколько человек в семье
known-family = Члены семьи
known-family-name = Имя
known-family-relation = Кем приходится заявителю
known-family-relation-applicant = заявитель
known-family-relation-wife = жена
known-family-relation-husband = муж
known-family-relation-daughter = дочь
known-family-relation-son = сын
known-family-relation-mother = мать
known-family-relation-father = отец
known-family-relation-sister = сестра
known-family-relation-brother = брат
known-family-relation-stepdaughter = падчерица
known-family-relation-stepson = пасынок
known-family-relation-ward = подопечный ребёнок
known-family-relation-guardian = опекун
known-family-relation-member = член домохозяйства; родства в реестрах нет
known-family-born_on = Дата рождения

rule-not_for_state_body = { $value ->
    [yes] Государственный орган справку не просил.
    [no] Справку просит государственный орган. Он не вправе требовать её от вас: состав семьи он сам читает в реестрах места жительства и населения.
   *[unknown] Мы не смогли узнать, кто просит справку.
  }
rule-complete = { $value ->
    [yes] Все члены семьи есть в реестре населения.
    [no] Одного из членов семьи нет в реестре населения.
   *[unknown] Состав семьи мы не читали или не смогли узнать.
  }

reason-household_unknown = Из реестра не видно, по какому адресу вы записаны.
reason-members_unknown = Состав вашей семьи не полностью виден из реестров.
reason-use_in_country = Справка нужна внутри страны, а выдаётся она только для заграницы.

state-review = Рассматривает специалист
state-granted = Жалоба удовлетворена: справку готовит другой специалист
state-correcting = Ждёт вашего исправления
state-issued = Справка выдана
state-not-needed = Справка не нужна: государственный орган сам читает реестры
state-refused = Отказано
state-withdrawn = Заявление отозвано

action-issue = Выдать справку
action-refuse = Отказать
action-return = Вернуть на исправление
action-correct = Отправить исправленное заявление
action-withdraw = Отозвать заявление

give-used_where = Где будет использована справка

error-too_long = Здесь можно написать не больше 200 знаков. Сократите текст.
error-members_missing = Состав семьи не полностью виден из реестров. Сначала нужно уточнить реестры; или верните заявление на исправление.

document-title = Справка о составе семьи
document-issued = { $applicant }: по данным реестров этот человек записан одной семьёй с людьми, названными ниже. Справка выдана для использования за пределами государства. Где: { $used_where }.
document-not-needed = { $applicant }, справка вам не нужна. Покажите этот лист органу, который её просит: «От этого человека справка о составе семьи не требуется. Нужные сведения прочитайте сами в реестре места жительства и в реестре населения».
document-refused = { $applicant }, справка о составе семьи вам не выдана. Ниже указаны причина и порядок обжалования.
