// The clock, and moving it where it is moved by hand.

import { fill, make, onChange } from "./dom.js";
import { send } from "./service.js";
import { dayAndTime } from "./words.js";

const leaps = [
  [1, "+1 s"],
  [10, "+10 s"],
  [60, "+1 min"],
];

const paces = {
  real: "real time",
  x60: "60 times as fast",
  manual: "moved by hand",
  caller: "kept by a program",
};

export function createClock(root, { attempt }) {
  const now = make("time");
  const pace = make("span", { class: "quiet" });
  const by = (seconds) => () => send("POST", "clock", { advanceSeconds: Number(seconds()) });
  const seconds = make("input", {
    type: "number",
    min: "0",
    step: "any",
    value: "5",
    "aria-label": "Seconds to move the clock",
  });
  const leap = ([length, text]) =>
    make(
      "button",
      {
        type: "button",
        onclick: (event) =>
          attempt(
            event,
            by(() => length),
          ),
      },
      text,
    );
  const form = make(
    "form",
    {
      onsubmit: (event) =>
        attempt(
          event,
          by(() => seconds.value),
        ),
    },
    leaps.map(leap),
    seconds,
    make("button", {}, "Move"),
  );
  root.append(now, pace, form);
  const draw = onChange((iso, mode, jobSeconds) => {
    fill(now, dayAndTime(iso));
    fill(pace, `${paces[mode] ?? mode} · jobs take ${jobSeconds} s`);
    form.hidden = mode !== "manual";
  });
  return { show: ({ clock, overview }) => draw(overview.now, clock.time, clock.jobSeconds) };
}
