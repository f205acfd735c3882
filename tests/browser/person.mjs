// A person at a browser: goes to pages, fills forms by their fields' names, and has every page judged on the way.

import axe from 'axe-core'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const NARROW = { width: 360, height: 740 }
const WIDE = { width: 1280, height: 900 }

/** Counts what was checked. */
export class Checks {
  passed = 0
  failed = 0

  check(what, good, seen = '') {
    if (good) {
      this.passed += 1
    } else {
      this.failed += 1
      const shown = typeof seen === 'string' ? seen : JSON.stringify(seen)
      console.log(`  FAILED ${what}${shown ? `: ${shown.slice(0, 600)}` : ''}`)
    }
    return good
  }

  same(what, seen, expected) {
    return this.check(what, JSON.stringify(seen) === JSON.stringify(expected), `${JSON.stringify(seen)} is not ${JSON.stringify(expected)}`)
  }

  async part(what, doing) {
    try {
      await doing()
    } catch (error) {
      this.check(what, false, error.stack ?? String(error))
    }
  }
}

/** What axe finds on the page as it is; each finding as `rule: where`. Axe is a script: it gets what the page's own are denied. */
export async function findings(page, scripts) {
  if (!scripts) await page.setJavaScriptEnabled(true)
  await page.evaluate(axe.source)
  const result = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: { type: 'tag', values: rules } }), RULES)
  if (!scripts) await page.setJavaScriptEnabled(false)
  return result.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} (${node.html.slice(0, 120)})`))
}

/** One person's browser. */
export class Person {
  constructor(page, base, lang, checks, options) {
    Object.assign(this, { page, base, lang, checks, options })
    this.strangers = []
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(base) && !url.startsWith('data:')) this.strangers.push(url)
      if (request.resourceType() === 'script') this.strangers.push(`script ${url}`)
    })
  }

  static async begin(browser, base, lang, checks, options) {
    const context = await browser.createBrowserContext()
    const page = await context.newPage()
    await page.setViewport(WIDE)
    await page.setExtraHTTPHeaders({ 'Accept-Language': lang })
    if (!options.scripts) await page.setJavaScriptEnabled(false)
    const person = new Person(page, base, lang, checks, options)
    person.context = context
    return person
  }

  async end() {
    this.checks.same('no page asks for scripts or for anything from elsewhere', this.strangers, [])
    await this.context.close()
  }

  path() {
    return new URL(this.page.url()).pathname
  }

  async go(path, what = path) {
    const response = await this.page.goto(this.base + path, { waitUntil: 'load' })
    await this.judge(what, response.status())
    return response.status()
  }

  /** Clicks something that leads to another page, and has that judged. */
  async click(selector, what) {
    const target = await this.page.$(selector)
    if (!target) throw new Error(`${what}: there is no ${selector} at ${this.path()}: ${(await this.words()).slice(0, 300)}`)
    const [response] = await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), target.click()])
    await this.judge(what, response?.status())
    return response?.status()
  }

  async has(selector) {
    return (await this.page.$(selector)) !== null
  }

  words() {
    return this.page.$eval('body', (body) => body.innerText)
  }

  /** Fills fields by name: texts are typed, choices clicked. Fields that are not there are left out; gives how many were. */
  async fill(values) {
    let filled = 0
    for (const [name, value] of Object.entries(values)) {
      const field = await this.page.$(`main [name="${name}"]:not([type=hidden])`)
      if (!field) continue
      const [tag, type] = await field.evaluate((element) => [element.tagName, element.type])
      if (type === 'radio' || type === 'checkbox') {
        const choice = await this.page.$(`main [name="${name}"][value="${value}"]`)
        if (!choice) throw new Error(`${name} has no choice ${value}`)
        await choice.click()
      } else if (tag === 'SELECT') {
        await field.select(value)
      } else {
        await field.click({ clickCount: 3 })
        await this.page.keyboard.press('Backspace')
        await field.type(value)
      }
      filled += 1
    }
    return filled
  }

  /** Accessibility, headings, language, width on a phone, and a picture of the page. */
  async judge(what, status = 200) {
    const { checks, page, lang } = this
    const name = `${lang}: ${what}`
    checks.check(`${name}: no fault`, status < 500, `${status} at ${this.path()}`)
    const facts = await page.evaluate(() => ({
      headings: document.querySelectorAll('h1').length,
      lang: document.documentElement.lang,
      title: document.title,
      skip: document.querySelector('a')?.getAttribute('href') ?? '',
    }))
    checks.same(`${name}: one heading`, facts.headings, 1)
    checks.same(`${name}: its language is declared`, facts.lang, lang)
    checks.check(`${name}: it has a title, and begins with a way to skip`, facts.title && facts.skip.startsWith('#'), facts)
    checks.same(`${name}: axe finds nothing`, await findings(page, this.options.scripts), [])
    // pictures once for each kind of page
    if (this.options.seen.has(what)) return
    this.options.seen.add(what)
    const file = `${this.options.pictures}/${this.options.name}-${lang}-${String(this.options.seen.size).padStart(3, '0')}-${what.replace(/[^a-z0-9]+/gi, '-')}`
    await page.screenshot({ path: `${file}-1280.png`, fullPage: true })
    await page.setViewport(NARROW)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    checks.check(`${name}: it fits a phone`, width <= NARROW.width, `${width} px wide`)
    await page.screenshot({ path: `${file}-360.png`, fullPage: true })
    await page.setViewport(WIDE)
  }

  /** Signs in as a person of the demonstration. */
  async signIn(persona) {
    await this.page.goto(`${this.base}/${this.lang}/demo/sign-in`)
    await this.click(`form:has(input[name=persona][value="${persona}"]) button`, 'signed in')
    const cookies = await this.page.cookies()
    const session = cookies.find((cookie) => cookie.name === '__Host-koom')
    this.checks.check('the session is a cookie for this host, out of reach of scripts', session?.secure && session.httpOnly && session.path === '/', cookies)
    this.persona = persona
  }

  /** Answers a service's questions, first none of them, until the page where all is checked. */
  async answer(answers, what) {
    for (let step = 0; step < 12; step += 1) {
      if (await this.has('button[name="_go"][value="send"]')) return
      if (!this.seenErrors?.has(this.path())) {
        const status = await this.click('main form button:not([name="_go"])', `${what}, nothing answered`)
        // where nothing must be answered there is no error to see
        if (status === 422) {
          ;(this.seenErrors ??= new Set()).add(this.path())
          this.checks.check(`${this.lang}: ${what}: the error leads to its field`, await this.has('main a[href^="#"]'))
          continue
        }
        continue
      }
      if ((await this.fill(answers)) === 0) throw new Error(`${what}: nothing to answer at ${this.path()}: ${(await this.words()).slice(0, 300)}`)
      await this.click('main form button:not([name="_go"])', `${what}, question ${step}`)
    }
    throw new Error(`${what}: the questions have no end`)
  }

  /** Finds a service, reads about it, answers and sends. Gives the number of the case. */
  async apply(service, answers) {
    await this.go(`/${this.lang}/services`, 'services')
    await this.click(`a[href$="/services/${service}"]`, service)
    await this.click(`a[href$="/services/${service}/apply"]`, `${service}, first question`)
    return this.finish(service, answers)
  }

  async finish(service, answers) {
    await this.answer(answers, service)
    await this.click('button[name="_go"][value="send"]', `${service}, sent`)
    const found = this.path().match(/\/cases\/([^/]+)$/)
    if (!found) throw new Error(`${service}: no case at ${this.path()}: ${(await this.words()).slice(0, 400)}`)
    return found[1]
  }

  async says(what, ...patterns) {
    const words = (await this.words()).replaceAll(/[\s\u00a0\u202f]+/g, ' ')
    for (const pattern of patterns) {
      this.checks.check(`${this.lang}: ${what}: says ${pattern}`, typeof pattern === 'string' ? words.includes(pattern) : pattern.test(words), words.slice(0, 800))
    }
  }
}
