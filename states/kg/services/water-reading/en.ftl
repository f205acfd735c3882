title = Entering the reading of a water meter
summary = Enter what the meter shows. Volume and bill are computed for you.
outcome-hint = The reading and the bill are entered in the registers under the farmer's name.

page-contract = Which contract?
page-reading = What does the meter show?

ask-contract = Number of the contract
ask-contract-hint = The letter W and 8 digits.
ask-contract-why = Farmer, parcel and meter are found by the contract.
ask-reading = Reading, in cubic metres
ask-reading-hint = Copy the number from the meter as it is.
ask-reading-why = The volume is counted from the reading before.
ask-read_on = When was the meter read?
ask-read_on-why = The tariff depends on the day of the reading.

known-farmer_name = Farmer
known-parcel_number = Number of the parcel
known-last_reading = Reading before (cubic metres)
known-last_read_on = Date of the reading before

rule-last_value = { $value ->
    [unknown] We could not learn the reading before.
   *[other] Reading before: { $value } cubic metres.
  }
rule-volume = { $value ->
    [unknown] We could not work out the volume.
   *[other] Volume since the reading before: { $value } cubic metres.
  }
rule-rate = { $value ->
    [unknown] The tariff for a cubic metre is unknown.
   *[other] Tariff for a cubic metre: { $value } som.
  }
rule-bill = { $value ->
    [unknown] We could not work out the bill.
   *[other] Bill for this reading: { $value } som.
  }
rule-used = { $value ->
    [unknown] The water used was not compared with the contract.
   *[other] Used under the contract, this reading included: { $value } cubic metres.
  }

reason-contract_unknown = A contract of this number could not be read.
reason-meter_unknown = The register has no meter for this parcel.
reason-lower_reading = The new reading is lower than the one before.
reason-contract_over = The contract has ended.
reason-tariff_unknown = The tariff of this day is unknown.
reason-above_contract = More water was used than the contract says.
reason-across_season = The bill crosses the edge of the season: the meter was not read on the day the season began or ended.
reason-wrong_reading = The reading was written down wrongly.

state-review = A second water officer is looking at it
state-correcting = Waiting for the corrected reading
state-granted = Reading entered
state-restarted = Counting starts from this reading
state-refused = Reading not accepted
state-withdrawn = Reading withdrawn

action-grant = Enter and bill
action-grant-hint = Compare the reading with the photograph or the book of the meter: the farmer gets a bill from it at once.
action-restart = Start counting from this reading
action-refuse = Do not accept
action-return = Return for correction
action-correct = Send the corrected reading
action-withdraw = Withdraw the reading

give-water = Volume of water (cubic metres)
give-water_bill = Bill (som)

error-contract_unknown = The register has no contract of this number. Check the number and enter it again.
error-reading_negative = A reading cannot be less than nothing. Check the number.
error-date_out_of_range = A reading is not later than today and not earlier than the one before. Check the date.
error-cannot_bill = The contract, the meter or the tariff is unknown, the contract has ended, or the reading is lower than the one before. If the meter was replaced, start counting from this reading.
error-no_meter = The contract or the meter is not in the register. Return the reading for correction.

document-title = Decision on the reading of a water meter
document-refused = { $applicant }, the reading of the water meter is not accepted. Read below why, and how to appeal.
