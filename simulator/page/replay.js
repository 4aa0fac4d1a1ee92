// Steps through the ledger: everything is shown as it was after one of its lines.

import { fill, make, onChange } from "./dom.js";
import { linesOf, lineWords } from "./words.js";

export function createReplay(root, { onStep }) {
  let past;
  let last = 0;
  const step = (seq) => {
    const wanted = Math.min(last, Math.max(0, seq));
    past = wanted;
    onStep();
  };
  const button = (text, onclick, title) => make("button", { type: "button", onclick, title }, text);
  const slider = make("input", {
    type: "range",
    min: "0",
    "aria-label": "Line of the ledger",
    oninput: () => step(Number(slider.value)),
  });
  const back = button("◀ Previous", () => step((past ?? last) - 1), "one line back");
  const next = button("Next ▶", () => step((past ?? last) + 1), "one line on");
  const now = button("Back to now", () => {
    past = undefined;
    onStep();
  });
  const told = make("output", { "aria-live": "polite" });
  root.append(make("span", { class: "title" }, "Replay"), back, slider, next, now, told);

  const draw = onChange((seq, line) => {
    document.body.classList.toggle("past", seq !== undefined);
    slider.max = `${last}`;
    slider.value = `${seq ?? last}`;
    back.disabled = (seq ?? last) === 0;
    next.disabled = (seq ?? last) >= last;
    now.hidden = seq === undefined;
    const words = line ? `: ${lineWords(line)}` : ", before all lines";
    if (seq === undefined) fill(told, last === 0 ? "nothing has happened yet" : `now, after line ${last}`);
    else fill(told, make("strong", {}, `as after line ${seq} of ${last}`), words);
  });

  return {
    /** The line after which the past is shown, or nothing for the present. */
    past: () => past,
    step,
    /** After a reset the line may not be there any more. */
    known(seq) {
      last = seq;
      if (past !== undefined && past > last) past = undefined;
    },
    show: ({ past: seq, step: view }) => draw(seq, view && linesOf(view)[0], last),
  };
}
