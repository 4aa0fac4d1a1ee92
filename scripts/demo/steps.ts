// The story of the demo: what a user would type, and what has to come of it.

export interface Step {
  /** Its name in the ledger's table and in the checks. */
  readonly name: string;
  readonly title: string;
  /** The disks that the program asks for from here on, as JSON. */
  readonly disks?: string;
  /** Arguments of `pulumi`. */
  readonly command: readonly string[];
  /** What the output has to hold, with the command failing if `fails`. */
  readonly says: RegExp;
  readonly fails?: boolean;
  /** A word afterwards, where the output alone could be misread. */
  readonly comment?: string;
}

const first = `{
    "data":    { "type": "SAS", "size": 100 },
    "scratch": { "type": "SSD", "size": 50 }
  }`;

const changed = `{
    "data": { "type": "SAS", "size": 120 },
    "logs": { "type": "SAS", "size": 30 }
  }`;

const shrunk = changed.replace("120", "100");

export const steps: readonly Step[] = [
  {
    name: "up",
    title: "A pool of three desktops, and two disks on each of them",
    disks: first,
    command: ["up", "--yes"],
    says: /\+ 3 created/,
  },
  {
    name: "preview",
    title: "The program changes: `data` grows, `logs` is new, `scratch` has gone. What would happen?",
    disks: changed,
    command: ["preview", "--diff"],
    says: /DELETES DATA: disk "scratch"/,
  },
  {
    name: "change",
    title: "The same change, applied",
    command: ["up", "--yes", "--skip-preview"],
    says: /~ 1 updated/,
  },
  {
    name: "empty preview",
    title: "Once more: nothing is left to do",
    command: ["preview", "--expect-no-changes"],
    says: /3 unchanged/,
  },
  {
    name: "refused shrink",
    title: "Somebody writes 100 GB for `data` again",
    disks: shrunk,
    command: ["up", "--yes"],
    says: /write `size: 120`/,
    fails: true,
    comment: "refused in the preview, as it should be: a smaller disk would be another disk, without the data",
  },
  {
    name: "destroy",
    title: "Everything goes (the program allowed it beforehand, with `forceDestroy`)",
    command: ["destroy", "--yes", "--skip-preview"],
    says: /- 3 deleted/,
  },
];
