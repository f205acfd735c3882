title = Contract for irrigation water
summary = Ask for water for your own land. Area and canal come from the land register, and we compute the volume by the norm of your crop.
outcome-hint = You get the number of the contract, the volume and its likely cost as a letter. Within the norm the decision comes at once. You pay by the meter: 15 tyiyn a cubic metre in the season and 5 tyiyn outside it.

page-parcel = For which parcel?
page-parcel-in-words = About your land
page-crop = What do you grow?
page-volume = Is the water of the norm enough?

ask-parcel = Choose the parcel
ask-parcel-why = The register shows several parcels of yours. Each has a contract of its own.
ask-parcel_in_words = Where is your land, and how large is it?
ask-parcel_in_words-hint = Up to 500 characters.
ask-parcel_in_words-why = We did not find your parcel in the land register. An officer examines the application.
ask-crop = Crop
ask-crop-wheat = Wheat
ask-crop-barley = Barley
ask-crop-maize = Maize
ask-crop-potatoes = Potatoes
ask-crop-vegetables = Vegetables
ask-crop-fodder = Lucerne or other fodder
ask-crop-orchard = Orchard
ask-crop-why = No register knows what you will grow. The volume depends on the crop.
ask-more_water = Volume you need, in cubic metres
ask-more_water-hint = Leave it empty, and we compute the volume from area and norm.
ask-more_water-why = If you ask for less than the norm, you get that. An officer examines a volume above the norm.

known-parcel_number = Number of the parcel
known-parcel_area = Area of the parcel (hectares)
known-canal_name = Canal
known-season_closes = First day without water in the canal
known-norm_volume = Volume by the norm (cubic metres)
known-likely_cost = Likely cost (som)

rule-no_contract = { $value ->
    [yes] This parcel has no contract for this season yet.
    [no] This parcel has a contract for this season already.
   *[unknown] We could not learn whether this parcel has a contract.
  }
rule-in_season = { $value ->
    [yes] The canal's season has not ended.
    [no] The canal's season has ended, and the next is not in the register yet.
   *[unknown] We could not learn the canal's season.
  }
rule-by_norm = { $value ->
    [unknown] We could not work out the norm.
   *[other] Volume by area and the crop's norm: { $value } cubic metres.
  }
rule-cost = { $value ->
    [unknown] We could not work out what the water costs.
   *[other] Likely cost of this volume in the season: { $value } som.
  }

reason-parcel_unknown = The land register does not show the parcel for which water is asked.
reason-not_irrigated = By the land register this parcel is not irrigated.
reason-canal_unknown = The register does not show the parcel's canal, or that canal's season.
reason-contract_exists = This parcel has a contract for this season already.
reason-season_over = The canal's season has ended, and the next is not in the register yet.
reason-norm_unknown = The volume or its cost could not be worked out.
reason-above_norm = The volume asked for is above the norm of this crop.

state-review = An officer is looking at it
state-correcting = Waiting for your correction
    .officer = Waiting for the applicant's correction
state-granted = Contract made
state-refused = Refused
state-withdrawn = Withdrawn

action-grant = Make the contract
action-refuse = Refuse
action-return = Return for correction
action-correct = Send the corrected application
action-withdraw = Withdraw the application

give-contract_number = Number of the contract
give-water = Volume of water (cubic metres)
give-water_cost = Likely cost (som)

error-too_long = This cannot be longer than 500 characters. Make it shorter.
error-volume_zero = The volume must be more than nothing. Check the number, or leave it empty.
error-not_identified = The parcel, its canal or the volume is not known yet. Return the application for correction, or refuse it with a reason.

document-title = Decision on irrigation water
document-granted = { $applicant }, a contract for irrigation water is made with you. Number of the contract: { $contract_number }. Volume: { $water } cubic metres. Likely cost in the season: { $water_cost } som.
document-refused = { $applicant }, a contract for irrigation water is refused. Read below why, and how to appeal.
