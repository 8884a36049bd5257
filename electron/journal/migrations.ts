import { CHANGED_TERMS, DUE_TERMS, SALE_TERMS, SEARCH_TABLE } from '../exports/search/search-table.ts'

/**
 * Numbered migrations of the journal, each applied once in its own transaction. Frozen once landed: a change is a new
 * number at the end. `PRAGMA user_version` holds how many were applied.
 */
export const MIGRATIONS: readonly string[] = [
  // 1: events are the record; payments is a projection that can be rebuilt from them by `transition`.
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE events (
    seq        INTEGER PRIMARY KEY,
    at         TEXT NOT NULL,
    payment_id TEXT,
    kind       TEXT NOT NULL,
    body       TEXT NOT NULL,
    previous   TEXT NOT NULL,
    hash       TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE INDEX events_by_payment ON events (payment_id, seq);
  CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TABLE payments (
    id         TEXT PRIMARY KEY,
    sale_id    TEXT NOT NULL,
    number     INTEGER NOT NULL UNIQUE,
    day        TEXT NOT NULL,
    status     TEXT NOT NULL,
    created_at TEXT NOT NULL,
    body       TEXT NOT NULL
  ) STRICT;
  CREATE INDEX payments_by_day ON payments (day, number);
  CREATE INDEX payments_by_created ON payments (created_at);
  CREATE INDEX payments_by_sale ON payments (sale_id);
  CREATE INDEX payments_by_status ON payments (status);
  `,
  // 2: payments that a person still has to deal with are found without reading them all. A journal with events is
  // computed anew first (`projection`).
  `
  ALTER TABLE payments ADD COLUMN attention INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX payments_with_attention ON payments (number) WHERE attention = 1;
  INSERT INTO meta (key, value) SELECT 'projection', '2' WHERE NOT EXISTS (SELECT 1 FROM events);
  CREATE INDEX events_about_the_pin ON events (kind, seq) WHERE kind IN ('pinRefused', 'pinAccepted');
  `,
  // 3: a callback names a charge, and its payment is found without reading them all. Journals from here on may hold looks
  // that a callback asked for.
  "CREATE INDEX payments_by_charge ON payments (json_extract(body, '$.charge.chargeId'));",
  // 4: refunds are a machine of their own, and a projection of events of their own (kinds `refund.…`, which belong to no
  // payment). An address of the shop's own charges is found without reading them all.
  `
  CREATE TABLE refunds (
    id          TEXT PRIMARY KEY,
    payment_id  TEXT NOT NULL,
    external_id TEXT NOT NULL UNIQUE,
    payout_id   TEXT,
    status      TEXT NOT NULL,
    is_over     INTEGER NOT NULL,
    created_at  TEXT NOT NULL,
    body        TEXT NOT NULL
  ) STRICT;
  CREATE INDEX refunds_by_payment ON refunds (payment_id, created_at);
  CREATE INDEX refunds_by_payout ON refunds (payout_id) WHERE payout_id IS NOT NULL;
  CREATE INDEX refunds_not_over ON refunds (created_at) WHERE is_over = 0;
  CREATE INDEX events_of_refunds ON events (json_extract(body, '$.refundId'), seq) WHERE kind GLOB 'refund.*';
  CREATE INDEX payments_by_address ON payments (json_extract(body, '$.charge.address'));
  `,
  // 5: a payment of any time is found by what a person knows of it.
  SEARCH_TABLE,
  // 6: shifts and Z reports, and the book they are made from: what each payment counts for, in which Z. A journal with events
  // is computed anew first (`projection`).
  `
  ALTER TABLE payments ADD COLUMN z INTEGER;
  ALTER TABLE payments ADD COLUMN is_open INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE payments ADD COLUMN gateway TEXT;
  ALTER TABLE payments ADD COLUMN cashier TEXT;
  ALTER TABLE payments ADD COLUMN shift INTEGER;
  ALTER TABLE payments ADD COLUMN owed INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE payments ADD COLUMN refunding INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX payments_by_z ON payments (z, number) WHERE z IS NOT NULL;
  CREATE INDEX payments_open ON payments (number) WHERE is_open = 1;
  CREATE INDEX payments_by_cashier ON payments (cashier, number) WHERE cashier IS NOT NULL;
  CREATE INDEX payments_by_shift ON payments (shift, number) WHERE shift IS NOT NULL;
  CREATE INDEX payments_owing ON payments (owed) WHERE owed > 0;
  CREATE INDEX payments_refunding ON payments (refunding) WHERE refunding > 0;
  CREATE TABLE book_cells (
    z             INTEGER NOT NULL,
    cashier       TEXT,
    shift         INTEGER,
    gateway       TEXT,
    is_correction INTEGER NOT NULL,
    figures       TEXT NOT NULL
  ) STRICT;
  CREATE INDEX book_cells_by_key ON book_cells (z, cashier, shift, gateway, is_correction);
  CREATE TABLE book_corrections (
    z          INTEGER NOT NULL,
    payment_id TEXT NOT NULL,
    number     INTEGER NOT NULL,
    home       INTEGER NOT NULL,
    figures    TEXT NOT NULL,
    PRIMARY KEY (z, payment_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE shifts (
    number    INTEGER PRIMARY KEY,
    closed_at TEXT,
    end_note  TEXT,
    body      TEXT NOT NULL
  ) STRICT;
  CREATE INDEX shifts_open ON shifts (number) WHERE closed_at IS NULL;
  CREATE TABLE zs (
    number       INTEGER PRIMARY KEY,
    seq          INTEGER NOT NULL UNIQUE,
    attempt      TEXT NOT NULL UNIQUE,
    taken_at     TEXT NOT NULL,
    closed_up_to TEXT
  ) STRICT;
  INSERT OR REPLACE INTO meta (key, value) SELECT 'projection', '4' WHERE NOT EXISTS (SELECT 1 FROM events);
  `,
  // 7: a sale is found by its goods, as the screens show them, and by what was typed.
  SALE_TERMS,
  // 8: an event that changes nothing a payment is found by leaves the search table alone.
  CHANGED_TERMS,
  // 9: an event waits for nothing that may be written later, nor for an index that nobody asks: hashes are compared along the
  // chain, and statuses are asked for while a payment is in progress.
  `
  ${DUE_TERMS}
  DROP INDEX payments_by_status;
  CREATE INDEX payments_in_progress ON payments (status)
    WHERE status IN ('created', 'awaiting', 'seen', 'confirmed', 'sending');
  CREATE TABLE events_anew (
    seq        INTEGER PRIMARY KEY,
    at         TEXT NOT NULL,
    payment_id TEXT,
    kind       TEXT NOT NULL,
    body       TEXT NOT NULL,
    previous   TEXT NOT NULL,
    hash       TEXT NOT NULL
  ) STRICT;
  INSERT INTO events_anew SELECT seq, at, payment_id, kind, body, previous, hash FROM events ORDER BY seq;
  DROP TABLE events;
  ALTER TABLE events_anew RENAME TO events;
  CREATE INDEX events_by_payment ON events (payment_id, seq);
  CREATE INDEX events_about_the_pin ON events (kind, seq) WHERE kind IN ('pinRefused', 'pinAccepted');
  CREATE INDEX events_of_refunds ON events (json_extract(body, '$.refundId'), seq) WHERE kind GLOB 'refund.*';
  CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  INSERT OR REPLACE INTO meta (key, value) SELECT 'projection', '5' WHERE NOT EXISTS (SELECT 1 FROM events);
  `,
  // 10: what the shop was when a payment began is found without reading what came since (`electron/till/shop-texts.ts`).
  "CREATE INDEX events_of_shop_texts ON events (seq) WHERE kind = 'shopTextsSet';",
  // 11: the charge in a column of its own: an index of the body is written anew with every event.
  `
  ALTER TABLE payments ADD COLUMN charge_id TEXT;
  UPDATE payments SET charge_id = json_extract(body, '$.charge.chargeId');
  DROP INDEX payments_by_charge;
  CREATE INDEX payments_by_charge ON payments (charge_id) WHERE charge_id IS NOT NULL;
  `,
  // 12: a payment stands in one index from its beginning until it is neither in progress nor open, whatever step it is at; and
  // whoever writes the table says whose terms are due, who knows it without reading two texts.
  `
  ALTER TABLE payments ADD COLUMN in_progress INTEGER NOT NULL DEFAULT 0;
  UPDATE payments SET in_progress = 1 WHERE status IN ('created', 'awaiting', 'seen', 'confirmed', 'sending');
  DROP INDEX payments_in_progress;
  DROP INDEX payments_open;
  CREATE INDEX payments_not_over ON payments (number) WHERE is_open = 1 OR in_progress = 1;
  DROP TRIGGER payment_terms_are_due_anew;
  `,
]
