// Journeys through the pages in Chromium: journeys.mjs BASE PICTURES LANG TODAY [noscript]
// A birth is registered, a mother is granted, an unknown income goes to an officer who refuses, the refusal is appealed and
// overturned, and anyone checks the document and the log. Every page on the way is judged, those that show errors too.

import fs from 'node:fs'
import puppeteer from 'puppeteer-core'
import { Checks, Person, findings } from './person.mjs'

const [base, pictures, lang, today, mode] = process.argv.slice(2)
// two days before the demonstration's first
const born = new Date(Date.parse(today) - 2 * 24 * 3600 * 1000).toISOString().slice(0, 10)
const scripts = mode !== 'noscript'
const checks = new Checks()
const WORDS = {
  ky: { demonstration: 'Демонстрация. Бул мамлекеттин документи эмес.', reading: 'биздин окуубуз', valid: /Чыныгы документ/ },
  ru: { demonstration: 'Демонстрация. Это не документ государства.', reading: 'наше прочтение закона', valid: /Документ подлинный/ },
}[lang]

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--force-color-profile=srgb'],
})
const options = { scripts, seen: new Set(), pictures, name: scripts ? 'js' : 'nojs' }

/** A day as pages ask for it. */
function dateFields(name, date) {
  const [year, month, day] = date.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

async function as(persona, doing) {
  const person = await Person.begin(browser, base, lang, checks, options)
  try {
    if (persona) await person.signIn(persona)
    return await doing(person)
  } finally {
    await person.end()
  }
}

async function open() {
  await as(null, async (anyone) => {
    for (const page of ['', '/services', '/services/ui-bulogo-komok', '/log', '/figures', '/policies', '/verify', '/about', '/law/state_benefits', '/demo/sign-in']) {
      await anyone.go(`/${lang}${page}`, page || 'start')
      checks.check(`${lang}${page}: it says that this is a demonstration`, /демонстрац/i.test(await anyone.words()))
    }
    checks.same('an address that is none', await anyone.go(`/${lang}/no-such-page`, 'no such page'), 404)
    await anyone.go(`/${lang}/me`, 'my page, nobody signed in')
    checks.check('whoever must sign in is led there', anyone.path().endsWith('/demo/sign-in'), anyone.path())
    if (!scripts) {
      await anyone.page.setContent('<p id="p">before</p><script>document.getElementById("p").textContent = "after"</script>')
      checks.same('scripts are off in this round', await anyone.page.$eval('#p', (p) => p.textContent), 'before')
    }
  })
}

async function birth() {
  await as('registrar', async (registrar) => {
    await registrar.go(`/${lang}/counter`, 'counter')
    await registrar.apply('birth-registration', {
      mother_pin: '99999999999999', father_pin: '99999999999998', delivery_number: `B-${lang}-${scripts}`,
      ...dateFields('child_born_on', born),
      child_family: 'Үлгүбекова', child_given: 'Айпери', child_patronymic: 'Мисал кызы', child_sex: 'female',
    })
    await registrar.says('the child has a PIN', /\b[1-9]\d{13}\b/)
  })
}

/** The second journey: a mother is asked one thing and granted at once. Gives the code of her document. */
async function mother() {
  return as('mother', async (mother) => {
    const number = await mother.apply('balaga-suiunchu', { payment: 'account', account: '1234567890123456' })
    await mother.says('granted', /4\s?000/, WORDS.reading, WORDS.demonstration)
    const link = await mother.page.$eval('a[href$="/document"]', (a) => a.getAttribute('href'))
    const pdf = await fetchAs(mother, link)
    checks.check(`${lang}: the document is a PDF`, pdf.status === 200 && pdf.bytes.subarray(0, 5).toString() === '%PDF-', pdf.status)
    fs.writeFileSync(`${pictures}/${options.name}-${lang}-decision.pdf`, pdf.bytes)
    await mother.go(`/${lang}/me`, 'my page')
    await mother.says('who looked is listed', '')
    checks.check(`${lang}: her case is listed`, await mother.has(`a[href$="/cases/${number}"]`))
    await mother.go(`/${lang}/cases/${number}`, 'granted case')
    return code_of(mother, number)
  })
}

/** The code of a case's document, as its PDF shows it; in a demonstration the session is also a token of the API. */
async function code_of(person, number) {
  const session = (await person.page.cookies()).find((cookie) => cookie.name === '__Host-koom')
  const response = await fetch(`${base}/api/v1/cases/${number}`, { headers: { authorization: `Bearer ${session.value}` } })
  return (await response.json()).decision.document
}

/** What a link gives to the person's session; a download is no page. */
async function fetchAs(person, link) {
  const cookies = (await person.page.cookies()).map((cookie) => `${cookie.name}=${cookie.value}`).join('; ')
  const response = await fetch(new URL(link, base), { headers: { cookie: cookies } })
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
}

/** The third journey: unknown is not zero; an officer refuses with reason and article; the body above overturns it. */
async function unknown() {
  await as('poor-mother', async (poor) => {
    await poor.apply('ui-bulogo-komok', { payment: 'account', account: '1234567890123456' })
    await poor.says('a poor family is granted each month', /4\s?140/)
  })
  const number = await as('unknown-income', async (person) => {
    const number = await person.apply('ui-bulogo-komok', { payment: 'cash' })
    checks.check(`${lang}: nothing was decided by machine`, !(await person.has('a[href$="/document"]')))
    return number
  })
  await as('officer-naryn-1', async (officer) => {
    await officer.go(`/${lang}/work`, 'work')
    await officer.click('form[action$="/work/next"] button', 'the next case')
    checks.check(`${lang}: the officer has the case`, officer.path().endsWith(`/work/${number}`), officer.path())
    await open_action(officer, 'refuse')
    const status = await officer.click('form[action$="/acts/refuse"] button', 'a refusal without a reason')
    checks.same(`${lang}: a refusal needs a reason`, status, 422)
    await open_action(officer, 'refuse')
    await officer.fill({ 'refuse-note': 'Эч бир реестр кирешени көрсөтпөйт.' })
    await officer.fill({ 'refuse-reason': 'income_unknown' })
    await officer.click('form[action$="/acts/refuse"] button', 'the case after the refusal')
    await officer.go(`/${lang}/cases/0000-0000-0000`, 'a case that is none')
  })
  await as('unknown-income', async (person) => {
    await person.go(`/${lang}/cases/${number}`, 'refused case')
    await person.says('the officer\'s own words', 'Эч бир реестр кирешени көрсөтпөйт.', 'Касымов Азамат', WORDS.reading)
    await person.click('a[href*="/services/administrative-appeal/apply"]', 'appeal')
    await person.finish('administrative-appeal', { attacked: number, grounds: 'Бир тууганымдын акчасына жашайбыз.' })
  })
  await as('appeal-officer', async (officer) => {
    await officer.go(`/${lang}/work`, 'work above')
    await officer.click('form[action$="/work/next"] button', 'the appeal')
    await open_action(officer, 'overturn')
    await officer.fill({ 'overturn-article': 'administrative_procedure/1' })
    await officer.click('form[action$="/acts/overturn"] button', 'the appeal after the decision')
  })
  await as('unknown-income', async (person) => {
    await person.go(`/${lang}/cases/${number}`, 'case after the appeal')
    await person.says('granted after all', /1\s?380/)
  })
}

/** Actions unfold without a script. */
async function open_action(officer, action) {
  const details = await officer.page.$(`details:has(form[action$="/acts/${action}"])`)
  if (details && !(await details.evaluate((element) => element.open))) await (await details.$('summary')).click()
}

async function lookers(code) {
  await as('counter', async (counter) => {
    await counter.go(`/${lang}/counter`, 'search')
    await counter.fill({ family: 'Асанова', given: 'Айгүл', patronymic: 'Бакыт кызы' })
    await counter.fill({ _purpose: 'counter_service' })
    await counter.click('form[action$="/counter"] button:not([name])', 'what was found')
    await counter.says('found', 'Айгүл')
  })
  await as('mother', async (mother) => {
    await mother.go(`/${lang}/me`, 'who looked')
    checks.check(`${lang}: the look is listed`, (await mother.words()).length > 200)
  })
  await as(null, async (anyone) => {
    await anyone.go(`/${lang}/verify/${code}`, 'verify')
    await anyone.says('the document is genuine', WORDS.valid)
    await anyone.go(`/${lang}/verify/${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`, 'verify, changed')
    checks.check(`${lang}: changed is not genuine`, !WORDS.valid.test(await anyone.page.$eval('main', (main) => main.innerText)))
    await anyone.go(`/${lang}/verify/no-such-code`, 'verify, unknown')
  })
  await as('auditor', async (auditor) => {
    await auditor.go(`/${lang}/demo/clock`, 'clock')
    await auditor.click('form[action$="/demo/clock"] button', 'clock, no day')
    checks.same(`${lang}: who may not work there`, await auditor.go(`/${lang}/counter`, 'not allowed'), 403)
  })
}

/** A page with known defects: a judge that finds nothing on it is no judge. */
async function planted() {
  const page = await browser.newPage()
  if (!scripts) await page.setJavaScriptEnabled(false)
  await page.setContent('<html><body><img src="data:,"><input type="text"><p style="color:#999;background:#fff">pale</p><a href="#"></a></body></html>')
  const found = new Set((await findings(page, scripts)).map((finding) => finding.split(':')[0]))
  for (const rule of ['image-alt', 'label', 'color-contrast', 'link-name', 'html-has-lang', 'page-has-heading-one']) {
    checks.check(`planted: axe finds ${rule}`, found.has(rule), [...found])
  }
  await page.close()
}

let code
await checks.part('planted defects', planted)
await checks.part('open pages', open)
await checks.part('birth', birth)
await checks.part('mother', async () => { code = await mother() })
await checks.part('unknown income', unknown)
await checks.part('lookers', () => lookers(code))
await browser.close()
console.log(`browser ${lang}${scripts ? '' : ' without JavaScript'}: ${checks.passed} passed, ${checks.failed} failed`)
process.exit(checks.failed || !checks.passed ? 1 : 0)
