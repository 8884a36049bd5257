import { html } from 'hono/html'
import type { FailureKind, Mutation } from '../faults.ts'
import { definitions } from '../running-vendors.ts'

// The panel's page. It holds no data: the script fetches it and writes it as text.

const failureWords: Readonly<Record<FailureKind, string>> = {
  '400': 'Refuses: amount under the minimum (400)',
  '401': 'Refuses: login token missing (401)',
  '403': 'Refuses: wrong API key (403)',
  '429-html': 'Too many requests, as a web page (429)',
  '500': 'Internal error (500)',
  '500-estimate': 'No estimate from USD to USDT (500)',
  '502-html': 'Bad gateway, as a web page (502)',
  'malformed-json': 'Reply is cut in the middle of its JSON',
  'empty-body': 'Reply is empty',
  'huge-body': 'Reply is 10 MB long',
  'html-200': 'A sign-in page instead of the reply (200)',
  'missing-field': 'Reply lacks a field',
  'wrong-types': 'Reply has a field of the wrong type',
}

const mutationWords: Readonly<Record<Mutation, string>> = {
  'other-order-id': "Somebody else's order id",
  'other-payment-id': 'Another payment id',
  'foreign-address': 'Another address',
  'contract-address': 'The USDT contract as address',
  'burn-address': 'The burn address',
  'bad-checksum-address': 'An address with a wrong checksum',
  'not-tron-address': 'A Bitcoin address',
  'wrong-coin': 'USDT on Ethereum',
  'amount-far-off': 'Ten times the amount',
  'amount-extra-decimals': 'Eight decimals',
  'amount-zero': 'Amount zero',
  'numbers-as-strings': 'Numbers as text',
  'strings-as-numbers': 'Text as numbers',
  'unknown-status': 'A status nobody knows',
  'names-parent': 'Names a parent payment',
}

const option = (value: string, words: string) => html`<option value="${value}">${words}</option>`

const options = (kind: string, words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => option(`${kind}:${value}`, text))

const callsOf = ({ title, calls }: (typeof definitions)[number]) =>
  html`<optgroup label="${title}">${calls.map(([value, words]) => option(value, words))}</optgroup>`

const timeButton = (ms: number, words: string) =>
  html`<button type="button" data-advance="${ms}">${words}</button>`

const minute = 60_000

export const panelPage = (shopName: string, tokenQuery: string) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Practice gateway</title>
    <link rel="stylesheet" href="/panel/panel.css${tokenQuery}">
    <script type="module" src="/panel/panel.js${tokenQuery}"></script>
  </head>
  <body>
    <p class="banner">Practice gateway — nothing here is real money</p>
    <header>
      <h1>${shopName}</h1>
      <p class="clock"><span class="muted">Gateway time</span> <time id="now">–</time></p>
    </header>
    <main>
      <section class="gateway" aria-label="Gateway">
        <div class="control">
          <h2>Move time</h2>
          <div class="row">
            ${timeButton(10_000, '+10 s')} ${timeButton(minute, '+1 min')} ${timeButton(20 * minute, '+20 min')}
            ${timeButton(7 * 24 * 60 * minute, '+7 days')}
          </div>
        </div>
        <form class="control" id="trouble">
          <h2>Trouble with the next call</h2>
          <div class="row">
            <label><span>Call</span>
              <select name="call">${option('', 'any call')}${definitions.map(callsOf)}</select>
            </label>
            <label><span>What goes wrong</span>
              <select name="fault">
                <optgroup label="Connection">
                  ${option('delay:3000', 'Reply comes 3 s late')} ${option('delay:20000', 'Reply comes 20 s late')}
                  ${option('cut:after', 'Reply is lost, the request counted')}
                  ${option('cut:before', 'Request is lost')}
                </optgroup>
                <optgroup label="Failure">${options('fail', failureWords)}</optgroup>
                <optgroup label="Wrong reply">${options('tamper', mutationWords)}</optgroup>
              </select>
            </label>
            <button type="submit">Add</button>
          </div>
          <div class="waiting" id="faults" hidden>
            <ul></ul>
            <button type="button" id="clear-faults">Clear</button>
          </div>
        </form>
      </section>
      <p id="message" role="status"></p>
      <section aria-labelledby="charges-title">
        <h2 id="charges-title">Charges</h2>
        <p class="empty" id="empty">No charge yet. Take a payment at the till and it appears here.</p>
        <ol class="charges" id="charges"></ol>
      </section>
    </main>
  </body>
</html>
`
