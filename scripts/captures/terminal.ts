// A terminal of 80 columns that nobody sits at: a command runs in a pseudo-terminal, and what it draws is read off the screen
// as a person would read it. @xterm/headless does the drawing: the CLI paints its rows anew all the time.

import { spawn } from "node:child_process";
import { once } from "node:events";
import xterm from "@xterm/headless";

/** What the page is made for. */
export const usualColumns = 80;

/** So many that nothing scrolls away. */
const rows = 200;

export interface Watched {
  /** The screen is kept when this stands on it for the first time. */
  readonly pattern: RegExp;
  readonly seen: () => void;
}

export interface Shown {
  readonly exitCode: number;
  /** The screen as it was left, in whole lines. */
  readonly screen: string;
  /** The screen at the moment that was watched for. */
  readonly moment: string | undefined;
}

export interface Where {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly columns?: number;
  readonly watched?: Watched;
}

export async function onTerminal(words: readonly string[], where: Where): Promise<Shown> {
  const { cwd, env, columns = usualColumns, watched } = where;
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const line = `stty cols ${columns} rows ${rows}; exec ${words.map(quoted).join(" ")}`;
  const child = spawn("script", ["--quiet", "--return", "--command", line, "/dev/null"], {
    cwd,
    env: { ...withoutPipeline(env), TERM: "xterm-256color" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let moment: string | undefined;
  const look = () => {
    if (watched === undefined || moment !== undefined || !watched.pattern.test(screenOf(terminal))) return;
    moment = screenOf(terminal);
    watched.seen();
  };
  child.stdout.on("data", (drawn: Buffer) => terminal.write(drawn, look));
  const [exitCode] = await once(child, "close");
  await new Promise<void>((resolve) => terminal.write("", resolve));
  return { exitCode, screen: screenOf(terminal), moment };
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** With one of these the CLI takes the terminal for a log. */
function withoutPipeline(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { CI: _ci, GITHUB_ACTIONS: _actions, GITLAB_CI: _gitlab, NO_COLOR: _color, ...others } = env;
  return others;
}

/** Lines as they were written: what the terminal has broken at its last column is put together again. */
function screenOf({ buffer: { active } }: InstanceType<typeof xterm.Terminal>): string {
  const lines: string[] = [];
  for (let i = 0; i < active.length; i += 1) {
    const goesOn = active.getLine(i + 1)?.isWrapped === true;
    const text = active.getLine(i)?.translateToString(!goesOn) ?? "";
    if (active.getLine(i)?.isWrapped === true) lines.push((lines.pop() ?? "") + text);
    else lines.push(text);
  }
  return lines
    .map((line) => line.trimEnd())
    .join("\n")
    .trimEnd();
}

/** Breaks lines as a terminal does: at its last column, wherever in a word that is. */
export const broken = (text: string, columns = usualColumns): string =>
  text.replace(new RegExp(`.{${columns}}(?=.)`, "g"), "$&\n");
