// Puts the page together, and looks at the simulator again and again: small answers, and only pools that are open.

import { createActs } from "./acts.js";
import { createClock } from "./clock.js";
import { createDialects } from "./dialects.js";
import { suggestions } from "./dom.js";
import { createFaults } from "./faults.js";
import { createJobs } from "./jobs.js";
import { createLedger } from "./ledger.js";
import { createLost } from "./lost.js";
import { createPools } from "./pools.js";
import { createReplay } from "./replay.js";
import { ask, Refused, send } from "./service.js";

const restMs = 1000;
const lossesToldOf = 500;

const at = (id) => document.getElementById(id);
let wake = () => {};
let hurried = false;

/** Looks again at once, since something was done. */
function hurry() {
  hurried = true;
  wake();
}

/** Does what a form or button is for, and shows beside it what the simulator says against it. */
async function attempt(event, action) {
  event.preventDefault();
  const place = event.currentTarget.closest("form, section, header");
  place.querySelector(":scope > .refusal")?.remove();
  try {
    await action();
  } catch ({ message }) {
    const refusal = Object.assign(document.createElement("p"), { className: "refusal bad", textContent: message });
    refusal.setAttribute("role", "alert");
    place.append(refusal);
  }
  hurry();
}

const replay = createReplay(at("replay"), { onStep: hurry });
const ledger = createLedger(at("ledger"), { onChoose: hurry, onStep: replay.step });
const onDisk = (id) => ledger.lookFor(id);
const pools = createPools(at("pools"), { onOpen: hurry, onDisk });
const faults = createFaults(at("faults"), { attempt });
const acts = createActs(at("acts"), { attempt });
const parts = [
  createClock(at("clock"), { attempt }),
  replay,
  pools,
  createJobs(at("jobs")),
  createLost(at("lost"), { onDisk }),
  ledger,
  faults,
  createDialects(at("dialects")),
];

at("reset").addEventListener("click", (event) => {
  if (confirm("Forget all pools, jobs, faults and the ledger?")) attempt(event, () => send("POST", "reset"));
});

/** Everything that is shown, of one moment. */
async function look() {
  const present = await ask("overview");
  replay.known(present.seq);
  const past = replay.past();
  const seq = past;
  const [overview, book, losses, armed, clock, dialects, step, ...details] = await Promise.all([
    past === undefined ? present : ask("overview", { seq }),
    ask("ledger", { ...ledger.question(), seq }),
    ask("ledger", { lost: true, last: lossesToldOf, seq }),
    ask("faults"),
    ask("clock"),
    ask("dialects"),
    past === undefined ? undefined : ask("ledger", { seq, last: 1 }),
    ...pools.open().map((pool) => detailOf(pool, seq)),
  ]);
  return {
    past,
    overview,
    ledger: book,
    losses,
    faults: armed,
    clock,
    dialects,
    step,
    details: new Map(details.flat()),
  };
}

/** One open pool; none when it is not there, or not there yet. */
async function detailOf(id, seq) {
  const asked = { pool: id, seq };
  const [{ pools: found, jobs }, { effects: lost }] = await Promise.all([
    ask("state", asked),
    ask("ledger", { ...asked, lost: true, last: lossesToldOf }),
  ]);
  return found.map((pool) => [id, { pool, jobs, lost }]);
}

function show(seen) {
  for (const part of parts) part.show(seen);
  const { overview, details } = seen;
  const open = [...details.values()].map(({ pool }) => pool);
  suggestions(
    "pool-names",
    overview.pools.map(({ name }) => name),
  );
  suggestions(
    "job-ids",
    overview.jobs.filter(({ endedAt }) => endedAt === null).map(({ id }) => id),
  );
  suggestions(
    "desktop-names",
    open.flatMap(({ desktops }) => desktops.map(({ name }) => name)),
  );
  suggestions(
    "disk-ids",
    open.flatMap(({ disks }) => disks.map(({ id }) => id)),
  );
}

function tellLink(state, text) {
  at("link").className = `chip ${state}`;
  at("link").textContent = text;
}

function tellTrouble(text) {
  at("trouble").hidden = text === "";
  if (at("trouble").textContent !== text) at("trouble").textContent = text;
}

function rest() {
  if (hurried) return undefined;
  return new Promise((resolve) => {
    wake = resolve;
    setTimeout(resolve, restMs);
  });
}

/** Nobody looks at a page in the background, so it does not look either. */
function whileVisible() {
  if (!document.hidden) return undefined;
  return new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
}

let lastSeen = "";

function tellSilence() {
  tellLink("gone", "gone");
  const seen = lastSeen && ` What you see is from ${lastSeen}.`;
  tellTrouble(`The simulator does not answer.${seen} Trying again…`);
}

/** Everything, or nothing when it cannot be had just now. */
async function lookOrTell() {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Refused) tellTrouble(error.message);
    else tellSilence();
    return undefined;
  }
}

async function lookOnce() {
  const seen = await lookOrTell();
  if (seen === undefined) return;
  show(seen);
  lastSeen = new Date().toLocaleTimeString();
  tellLink("live", "live");
  tellTrouble("");
}

async function begin() {
  await Promise.all([faults.begin(), acts.begin()]);
  for (;;) {
    hurried = false;
    await lookOnce();
    await rest();
    await whileVisible();
  }
}

begin().catch(({ message }) => tellTrouble(`The page has failed, load it again: ${message}`));
