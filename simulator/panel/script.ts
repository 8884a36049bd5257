// The panel's own script, served as a file because the page allows no inline code. It writes text with textContent
// only: an order reference comes from outside and must never become markup.

export const panelScript = `
const token = new URLSearchParams(location.search).get('token')
const element = (tag, properties = {}, children = []) => {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}
const find = (id) => document.getElementById(id)

const call = async (name, input) => {
  const headers = { 'content-type': 'application/json' }
  if (token !== null) headers['x-simulator-token'] = token
  const response = await fetch('/_control/' + name, { method: 'POST', headers, body: JSON.stringify(input ?? {}) })
  const reply = await response.json()
  if (!response.ok) throw new Error(reply.error ?? 'The gateway refused.')
  return reply
}

const say = (text, isWrong = false) => {
  find('message').textContent = text
  find('message').className = isWrong ? 'wrong' : ''
}

const act = async (words, name, input) => {
  try {
    await call(name, input)
    say(words)
  } catch (error) {
    say(error.message, true)
  }
  await refresh()
}

const isDeposit = (charge) => Number(charge.actuallyPaid) > 0

const button = (words, run, kind = '') => {
  const made = element('button', { type: 'button', textContent: words, className: kind })
  made.addEventListener('click', run)
  return made
}

const createCard = (paymentId) => {
  let charge
  const title = element('h3')
  const origin = element('span', { className: 'muted' })
  const status = element('span', { className: 'chip' })
  const facts = {}
  const fact = (key, words, className = '') => {
    facts[key] = element('dd', { className })
    return element('div', {}, [element('dt', { textContent: words }), facts[key]])
  }
  const name = () => charge.orderId ?? paymentId
  const pay = (words, input) => act(name() + ': ' + words, 'pay', { paymentId, ...input })
  const change = (words, control, input) => act(name() + ': ' + words, control, { paymentId, ...input })

  const exactly = button('Pay exactly', () => pay('paid exactly', { kind: 'exact' }))
  const late = button('Pay late', () => pay('paid after expiry', { kind: 'late' }))
  const twice = button('Pay twice', () => pay('paid again', { kind: 'again' }))
  const first = [
    exactly,
    button('Pay less', () => pay('paid less', { kind: 'less' })),
    button('Pay more', () => pay('paid more', { kind: 'more' })),
    late,
  ]
  const wrongAsset = button('Wrong asset', () => pay('sent another coin', { kind: 'wrong-asset' }))
  const customer = element('div', { className: 'row', role: 'group', ariaLabel: 'Customer' }, [...first, twice, wrongAsset])
  const step = button('+1 step', () => change('moved one step', 'step'))
  const finish = button('Skip to end', () => change('moved to its end', 'finish'))
  const refund = button('Refund', () => change('refunded', 'refund'))
  const gateway = [
    step,
    finish,
    button('Expire', () => change('expired', 'expire')),
    refund,
    button('Fail', () => change('failed', 'fail'), 'danger'),
  ]

  const amount = element('input', { inputMode: 'decimal', placeholder: 'USDT, e.g. 5.25', ariaLabel: 'Amount to pay' })
  const anyStatus = element('input', { placeholder: 'status', ariaLabel: 'Status to set' })
  const callbackHow = element('select', { ariaLabel: 'How to send callbacks' },
    ['again', 'twice', 'out-of-order'].map((value) => element('option', { value, textContent: value.replaceAll('-', ' ') })))
  const more = element('details', {}, [
    element('summary', { textContent: 'More' }),
    element('div', { className: 'actions' }, [
      element('div', { className: 'row' }, [amount, button('Pay this amount', () => pay('paid ' + amount.value + ' USDT', { kind: 'amount', amount: amount.value.trim() }))]),
      element('div', { className: 'row' }, [anyStatus, button('Set status', () => change('is now ' + anyStatus.value, 'set-status', { status: anyStatus.value.trim() }))]),
      element('div', { className: 'row' }, [callbackHow, button('Send callback', () => change('callback sent', 'send-callback', { how: callbackHow.value }))]),
    ]),
  ])

  const card = element('li', { className: 'charge' }, [
    element('div', { className: 'top' }, [title, origin, status]),
    element('dl', { className: 'facts' }, [
      fact('price', 'Price'), fact('asked', 'Asked'), fact('paid', 'Received'),
      fact('id', 'Payment id'), fact('address', 'Address', 'address'),
    ]),
    element('div', { className: 'actions' }, [
      customer,
      element('div', { className: 'row', role: 'group', ariaLabel: 'Gateway' }, gateway),
    ]),
    more,
  ])

  const update = (given, isOneOfSeveral) => {
    charge = given
    const isChild = charge.parentPaymentId !== null
    title.textContent = charge.orderId ?? 'Without order id'
    origin.textContent = { REPEATED: 'repeated deposit', WRONG_ASSET: 'wrong asset' }[charge.originType] ?? (isOneOfSeveral ? charge.vendor : '')
    status.textContent = charge.status.replaceAll('_', ' ')
    status.dataset.tone = charge.tone === 'expired' ? 'over' : charge.tone
    facts.price.textContent = priceWords(charge)
    facts.asked.textContent = charge.payAmount + ' ' + coinWords(charge.payCurrency)
    facts.paid.textContent = isDeposit(charge) ? charge.actuallyPaid + ' ' + coinWords(charge.payCurrency) : '–'
    facts.id.textContent = charge.paymentId
    facts.address.textContent = 'practice:' + charge.address
    card.classList.toggle('child', isChild)
    card.setAttribute('aria-label', title.textContent + ', ' + status.textContent)
    // The second deposit at an address is always a child: only the first can be exact, short, over or late.
    for (const one of first) one.hidden = isDeposit(charge)
    exactly.className = charge.tone === 'waiting' ? 'main' : ''
    twice.textContent = isDeposit(charge) ? 'Pay again' : 'Pay twice'
    customer.hidden = isChild
    more.hidden = isChild
    step.disabled = !charge.canStep
    finish.disabled = !charge.canStep && isDeposit(charge)
    refund.hidden = charge.canRefund === false
    late.disabled = !['waiting', 'expired'].includes(charge.tone)
  }
  return { card, update }
}

const coinWords = (code) => (code === 'usdttrc20' ? 'USDT' : code.toUpperCase())

const priceWords = (charge) => {
  const currency = charge.priceCurrency.toUpperCase()
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' })
    return format.format(charge.priceAmount)
  } catch {
    return currency + ' ' + charge.priceAmount
  }
}

const cards = new Map()

const inOrder = (charges) => {
  const parents = charges.filter((charge) => charge.parentPaymentId === null).reverse()
  return parents.flatMap((parent) => [parent, ...charges.filter((charge) => charge.parentPaymentId === parent.paymentId)])
}

const showCharges = (charges) => {
  const list = find('charges')
  const shown = inOrder(charges)
  const areSeveral = new Set(charges.map((charge) => charge.vendor)).size > 1
  for (const [id, { card }] of cards) {
    if (shown.some((charge) => charge.paymentId === id)) continue
    card.remove()
    cards.delete(id)
  }
  shown.forEach((charge, at) => {
    if (!cards.has(charge.paymentId)) cards.set(charge.paymentId, createCard(charge.paymentId))
    const { card, update } = cards.get(charge.paymentId)
    update(charge, areSeveral)
    // A card that already stands in its place is left alone, so that it keeps the keyboard focus.
    if (list.children[at] !== card) list.insertBefore(card, list.children[at] ?? null)
  })
  find('empty').hidden = shown.length > 0
}

const faultWords = (fault) => {
  const value = fault.kind + ':' + (fault.as ?? fault.mutation ?? (fault.kind === 'delay' ? fault.ms : fault.when))
  const option = find('trouble').querySelector('option[value="' + CSS.escape(value) + '"]')
  const where = [fault.match.method, fault.match.path].filter(Boolean).join(' ') || 'any call'
  return (option?.textContent ?? value) + ' · ' + where + (fault.times > 1 ? ' · ' + fault.times + ' times' : '')
}

const showFaults = (faults) => {
  const list = find('faults').querySelector('ul')
  list.replaceChildren(...faults.map((fault) => element('li', { textContent: faultWords(fault) })))
  find('faults').hidden = faults.length === 0
}

let lastShown = ''
let isRefreshing = false

const refresh = async () => {
  if (isRefreshing) return
  isRefreshing = true
  try {
    const { now, charges, faults } = await call('state')
    find('now').textContent = new Date(now).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
    const text = JSON.stringify([charges, faults])
    if (text !== lastShown) {
      showCharges(charges)
      showFaults(faults)
      lastShown = text
    }
  } catch {
    say('The practice gateway does not answer. It may have been closed.', true)
  } finally {
    isRefreshing = false
  }
}

for (const one of document.querySelectorAll('[data-advance]')) {
  one.addEventListener('click', () => act('Time moved ' + one.textContent, 'advance', { ms: Number(one.dataset.advance) }))
}
find('clear-faults').addEventListener('click', () => act('Nothing will go wrong now', 'clear-faults'))
find('trouble').addEventListener('submit', (event) => {
  event.preventDefault()
  const fields = new FormData(event.target)
  const [method, path] = fields.get('call').split(' ')
  const match = path === undefined ? {} : { method, path }
  const [kind, value] = fields.get('fault').split(':')
  const input = { fail: { as: value }, tamper: { mutation: value }, cut: { when: value }, delay: { ms: Number(value) } }[kind]
  act('The next call will have trouble', kind + '-next', { ...input, match })
})

await refresh()
setInterval(refresh, 1000)
`
